import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { activeer } from '../../src/aanmelden/activeer.ts';
import {
  geefActivatiecodes,
  hashWachtwoord,
  type Keuze,
  kiesMiddelen,
  type Schoolkeuze,
} from '../../src/aanmelden/index.ts';
import { maakRemmen } from '../../src/aanmelden/pogingen/remmen.ts';
import { leesToestel } from '../../src/aanmelden/pogingen/toestel.ts';
import { maakWachtrij } from '../../src/aanmelden/wachtrij.ts';
import { wachtwoordKlopt } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';
import { zetbareKlok } from '../../src/klok.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { inschrijvingVan, type Kind, maakAccounts } from '../opzet/register/leerlingen.ts';

const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');
const WACHTWOORD = 'drie gekke eekhoorns';
const klok = zetbareKlok(NU);

let database: Testdatabase;
let kinderen: Kind[];
beforeAll(async () => {
  database = await maakTestdatabase();
  const { db } = database;
  await db
    .insertInto('scholen')
    .values([school('999001'), school('999002')])
    .execute();
  await db
    .insertInto('vestigingsplaatsen')
    .values([1, 2].map((volgnummer) => ({ instellingsnummer: '999001', volgnummer, naam: 'Hier' })))
    .execute();
  await db
    .insertInto('vestigingsplaatsen')
    .values({ instellingsnummer: '999002', volgnummer: 1, naam: 'Daar' })
    .execute();
  await db.insertInto('administratieve_groepen').values({ code: '4064', omschrijving: 'Lager' }).execute();
  kinderen = await maakAccounts(db, 9, await hashWachtwoord(WACHTWOORD));
  await schrijfIn(0, {});
  await schrijfIn(1, { vestigingsplaats: 2 });
  await schrijfIn(2, { tot: '2026-11-23' });
  await schrijfIn(3, { tot: '2026-11-22' });
  await schrijfIn(4, { van: '2026-11-24' });
  await schrijfIn(5, { status: 'aanmelding', stamnummer: null });
  await schrijfIn(6, { instellingsnummer: '999002' });
  await schrijfIn(7, {});
  await schrijfIn(8, { status: 'parallel' });
});
afterAll(() => database.weg());
beforeEach(async () => {
  klok.zet(NU);
  await database.db.deleteFrom('activatiecodes').execute();
  await database.db.deleteFrom('aanmeldpogingen').execute();
  await database.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
  await database.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: null }).execute();
});

function school(instellingsnummer: string) {
  return { instellingsnummer, naam: `School ${instellingsnummer}`, opvolger: null };
}

async function schrijfIn(nummer: number, anders: Record<string, unknown>): Promise<void> {
  const rij = { ...inschrijvingVan(kinderen[nummer] as Kind, nummer), ...anders };
  await database.db.insertInto('inschrijvingen').values(rij).execute();
}

const geef = async (keuze: Keuze) =>
  geefActivatiecodes(database.db, klok, await kiesMiddelen(database.db, klok, keuze));

async function code(gebruikersnaam = 'kind.0'): Promise<string> {
  const [brief] = await geef({ gebruikersnaam });
  return brief?.code ?? '';
}

const nodig = () => ({
  db: database.db,
  klok,
  remmen: maakRemmen(database.db, 'sleutel van de proef'),
  toestelsleutel: 'sleutel van de toestellen',
  wachtrij: maakWachtrij({ plaatsen: 2 }),
  codelijn: maakWachtrij({ plaatsen: 2 }),
  telActivatie: () => {},
});
const vanSchool = () => ({ toestel: leesToestel(undefined), herkomst: ['school'] });
const gebruik = (getypt: string, gebruikersnaam = 'kind.0', wachtwoord: string | undefined = WACHTWOORD) =>
  activeer(nodig(), { gebruikersnaam, code: getypt, wachtwoord, ...vanSchool() });

async function hashVan(gebruikersnaam: string): Promise<string | null> {
  const rij = await database.db
    .selectFrom('aanmeldmiddelen')
    .select('wachtwoord_hash')
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
  return rij.wachtwoord_hash;
}

const MISLUKT = { soort: 'mislukt' };

describe('who gets a code', () => {
  const namen = async (keuze: Keuze) =>
    (await geef(keuze)).map(({ gebruikersnaam }) => Number(gebruikersnaam.split('.')[1])).sort();

  test('those who are enrolled in the school today', async () => {
    expect(await namen({ school: '999001', ookMetWachtwoord: false })).toEqual([0, 1, 2, 7, 8]);
    expect(await namen({ school: '999001', vestigingsplaats: 2, ookMetWachtwoord: false })).toEqual([1]);
    expect(await namen({ school: '999002', ookMetWachtwoord: false })).toEqual([6]);
    expect(await namen({ school: '123456', ookMetWachtwoord: false })).toEqual([]);
  });

  test('in August those who start in September, with the days of validity counted from then', async () => {
    klok.zet(Temporal.Instant.from('2026-10-20T09:00:00Z'));
    const dag = Temporal.PlainDate.from('2026-11-24');
    const keuze = { school: '999001', ookMetWachtwoord: false, dag };
    expect(await namen(keuze)).toEqual([0, 1, 4, 7, 8]);
    const middelen = await kiesMiddelen(database.db, klok, { gebruikersnaam: 'kind.4' });
    const [brief] = await geefActivatiecodes(database.db, klok, middelen, dag);
    expect(brief?.geldigTotEnMet.toString()).toBe('2026-12-24');
    expect(await gebruik(brief?.code ?? '', 'kind.4')).toMatchObject({ soort: 'gelukt' });
  });

  test('not who has a password, unless asked for: then it is gone', async () => {
    await gebruik(await code());
    expect(await namen({ school: '999001', ookMetWachtwoord: false })).toEqual([1, 2, 7, 8]);
    expect(await hashVan('kind.0')).not.toBeNull();
    expect(await namen({ school: '999001', ookMetWachtwoord: true })).toEqual([0, 1, 2, 7, 8]);
    expect(await hashVan('kind.0')).toBeNull();
  });

  test('letters lie as a school hands them out: by vestigingsplaats, then by group, then by name', async () => {
    const { db } = database;
    const kind = (nummer: number) => kinderen[nummer] as Kind;
    await db.insertInto('administratieve_groepen').values({ code: '10', omschrijving: 'Kleuter' }).execute();
    const erbij = { vestigingsplaats: 2, administratieve_groep: '10' };
    const extra = [
      { ...inschrijvingVan(kind(2), 22), ...erbij },
      { ...inschrijvingVan(kind(8), 28), ...erbij },
      { ...inschrijvingVan(kind(0), 20), ...erbij, status: 'parallel' as const },
    ];
    await db.insertInto('inschrijvingen').values(extra).execute();
    await db.updateTable('leerlingen').set({ naam: 'Aerts' }).where('id', '=', kind(7).id).execute();
    const op = async (keuze: Partial<Schoolkeuze>) =>
      (await geef({ school: '999001', ookMetWachtwoord: false, ...keuze })).map(
        ({ gebruikersnaam, plek }) => `${plek?.vestigingsplaats} ${plek?.groepOmschrijving} ${gebruikersnaam}`,
      );
    const een = ['1 Lager kind.7', '1 Lager kind.0', '1 Lager kind.2'];
    expect(await op({})).toEqual([...een, '2 Kleuter kind.8', '2 Lager kind.1']);
    expect(await op({ vestigingsplaats: 2 })).toEqual([
      ...['2 Kleuter kind.0', '2 Kleuter kind.2', '2 Kleuter kind.8', '2 Lager kind.1'],
    ]);
    const [brief] = await geef({ school: '999001', ookMetWachtwoord: false });
    expect(brief?.plek).toMatchObject({ vestigingsplaatsNaam: 'Hier', groep: '4064' });
    await db.deleteFrom('inschrijvingen').where('administratieve_groep', '=', '10').execute();
    await db.updateTable('leerlingen').set({ naam: 'Proef' }).where('id', '=', kind(7).id).execute();
  });

  test('not who is blocked', async () => {
    await database.db
      .updateTable('leerlingen')
      .set({ geblokkeerd_op: NU.toString() })
      .where('id', '=', kinderen[7]?.id ?? '')
      .execute();
    expect(await namen({ school: '999001', ookMetWachtwoord: true })).toEqual([0, 1, 2, 8]);
    expect(await geef({ gebruikersnaam: 'kind.7' })).toEqual([]);
  });
});

test('only the hash stays', async () => {
  const brieven = await geef({ school: '999001', ookMetWachtwoord: false });
  const rijen = await database.db.selectFrom('activatiecodes').selectAll().execute();
  expect(rijen).toHaveLength(brieven.length);
  const tabel = JSON.stringify(rijen.map((rij) => ({ ...rij, code_hash: rij.code_hash.toString('latin1') })));
  for (const { code } of brieven) for (const deel of code.split('-')) expect(tabel).not.toContain(deel);
});

test('a code gives the password that was chosen, once', async () => {
  const eerste = await code();
  expect(await gebruik(eerste)).toMatchObject({
    soort: 'gelukt',
    aanmelding: { accountUuid: kinderen[0]?.account_uuid },
  });
  expect(await wachtwoordKlopt((await hashVan('kind.0')) ?? undefined, WACHTWOORD)).toBe(true);
  const hash = await hashVan('kind.0');
  expect(await gebruik(eerste, 'kind.0', 'iets heel anders')).toEqual(MISLUKT);
  expect(await hashVan('kind.0')).toBe(hash);
});

test('20 at the same moment: one', async () => {
  const eerste = await code();
  const uitkomsten = await Promise.all(
    Array.from({ length: 20 }, (_, i) => gebruik(eerste, 'kind.0', `blauwe olifant ${i}`)),
  );
  const geteld = uitkomsten.map(({ soort }) => soort).sort();
  expect(geteld).toEqual(['gelukt', ...Array<string>(19).fill('mislukt')]);
  const winnaar = uitkomsten.findIndex(({ soort }) => soort === 'gelukt');
  expect(await wachtwoordKlopt((await hashVan('kind.0')) ?? undefined, `blauwe olifant ${winnaar}`)).toBe(true);
});

test('a new code voids the former', async () => {
  const eerste = await code();
  const tweede = await code();
  expect(await gebruik(eerste)).toEqual(MISLUKT);
  expect(await gebruik(tweede)).toMatchObject({ soort: 'gelukt' });
});

test('valid to the end of the thirtieth day in Brussels', async () => {
  const [brief] = await geef({ gebruikersnaam: 'kind.0' });
  expect(brief?.geldigTotEnMet.toString()).toBe('2026-12-23');
  klok.zet(Temporal.Instant.from('2026-12-23T23:00:01Z'));
  expect(await gebruik(brief?.code ?? '')).toEqual(MISLUKT);
  klok.zet(Temporal.Instant.from('2026-12-23T22:59:50Z'));
  expect(await gebruik(brief?.code ?? '')).toMatchObject({ soort: 'gelukt' });
});

test.each([
  ['another name', 'kind.1'],
  ['a name without a code', 'kind.2'],
  ['an unknown name', 'niemand'],
])('a code of %s is a wrong one', async (_wat, naam) => {
  const eerste = await code('kind.0');
  await code('kind.1');
  expect(await gebruik(eerste, naam)).toEqual(MISLUKT);
  expect(await gebruik('', naam)).toEqual(MISLUKT);
  expect(await gebruik(eerste)).toMatchObject({ soort: 'gelukt' });
});

test('a blocked account can not be activated, and the code counts again afterwards', async () => {
  const eerste = await code();
  const zet = (geblokkeerd_op: string | null) =>
    database.db.updateTable('leerlingen').set({ geblokkeerd_op }).execute();
  await zet(NU.toString());
  expect(await gebruik(eerste)).toEqual(MISLUKT);
  await zet(null);
  expect(await gebruik(eerste)).toMatchObject({ soort: 'gelukt' });
});

test('without a password, or with one that will not do, the code stays good and no try is spent', async () => {
  const eerste = await code();
  for (let keer = 0; keer < 25; keer++) {
    const poging = { gebruikersnaam: 'kind.0', code: eerste, ...vanSchool() };
    expect(await activeer(nodig(), poging)).toEqual({ soort: 'kies', minimum: 8 });
  }
  expect(await gebruik(eerste, 'kind.0', 'kort')).toMatchObject({ bezwaar: expect.stringContaining('te kort') });
  expect(await gebruik(eerste, 'kind.0', 'School 999001')).toMatchObject({ soort: 'kies' });
  expect(await gebruik(eerste)).toMatchObject({ soort: 'gelukt' });
});

test('what the rules know of a pupil is told to nobody without the code', async () => {
  await code();
  expect(await gebruik('CDFGH-CDFGH-CDFGH', 'kind.0', 'kort')).toEqual(MISLUKT);
});

test('wrong tries are counted with those of signing in: after twenty the right one is wrong', async () => {
  const eerste = await code();
  for (let keer = 0; keer < 20; keer++) expect(await gebruik('fout')).toEqual(MISLUKT);
  expect(await gebruik(eerste)).toEqual(MISLUKT);
  await database.db.deleteFrom('aanmeldpogingen').execute();
  expect(await gebruik(eerste)).toMatchObject({ soort: 'gelukt' });
});
