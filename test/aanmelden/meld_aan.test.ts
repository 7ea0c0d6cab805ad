import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { hash as hashMet } from '@node-rs/argon2';
import { sql } from 'kysely';
import pg from 'pg';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { type Aanmeldcontrole, meldAan } from '../../src/aanmelden/meld_aan.ts';
import { geefTerug } from '../../src/aanmelden/pogingen/noteer_aanmelding.ts';
import { maakRemmen } from '../../src/aanmelden/pogingen/remmen.ts';
import type { Pogingtelling } from '../../src/aanmelden/pogingen/tel_pogingen.ts';
import { leesToestel, type Toestel } from '../../src/aanmelden/pogingen/toestel.ts';
import { zoekEnTel } from '../../src/aanmelden/pogingen/zoek_middel.ts';
import { type Bezoeker, maakWachtrij } from '../../src/aanmelden/wachtrij.ts';
import { systeemklok } from '../../src/klok.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { type Kind, maakAccounts } from '../opzet/register/leerlingen.ts';

const WACHTWOORD = 'appel-fiets-regen-42';
const NAAM = 'kind.0';

let database: Testdatabase;
let kinderen: Kind[];
let hash: string;
/** The same password at the cost of an earlier version. */
let oudeHash: string;
beforeAll(async () => {
  database = await maakTestdatabase();
  hash = await hashWachtwoord(WACHTWOORD);
  oudeHash = await hashMet(WACHTWOORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  kinderen = await maakAccounts(database.db, 12, hash);
});
afterAll(() => database.weg());
beforeEach(async () => {
  await database.db.deleteFrom('aanmeldpogingen').execute();
  await database.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: hash }).execute();
  await database.db.updateTable('accounts').set({ laatst_aangemeld_op: null }).execute();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const nodig = (): Aanmeldcontrole => ({
  db: database.db,
  klok: systeemklok,
  remmen: maakRemmen(database.db, 'sleutel'),
  wachtrij: maakWachtrij({ plaatsen: 2 }),
  toestelsleutel: 'sleutel',
  telAanmelding: () => {},
});

const probeer = (gebruikersnaam = NAAM, wachtwoord = WACHTWOORD, toestel = leesToestel(undefined)) =>
  meldAan(nodig(), { gebruikersnaam, wachtwoord, toestel, herkomst: ['school'] });

/** A device on which this pupil signed in. */
async function eigenToestel(): Promise<Toestel> {
  const uitkomst = await probeer();
  if (uitkomst.soort !== 'gelukt') throw new Error(uitkomst.soort);
  await database.db.deleteFrom('aanmeldpogingen').execute();
  return uitkomst.toestel;
}

async function staat(gebruikersnaam = NAAM) {
  return database.db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .select(['m.wachtwoord_hash', 'a.aanmeldgeneratie', 'a.laatst_aangemeld_op'])
    .where('m.gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
}

const emmers = async () =>
  (await database.db.selectFrom('aanmeldpogingen').selectAll().orderBy('key').execute()).map(
    ({ key, points }) => `${key.split(':')[0]} ${points}`,
  );

async function opdrachtenVan(doe: () => Promise<unknown>): Promise<string[]> {
  const spion = jest.spyOn(pg.Client.prototype, 'query');
  await doe();
  const teksten = spion.mock.calls.map(([vraag]) => String((vraag as { text?: string }).text ?? vraag));
  spion.mockRestore();
  return teksten;
}

describe('one statement before the hash, and one after it', () => {
  const VOOR = expect.stringMatching(/ aanmeldmiddelen .*insert into aanmeldpogingen /s);
  const NA = expect.stringMatching(/update aanmeldmiddelen .*update accounts .*update aanmeldpogingen /s);

  test('on a new device, on a known one, and with an old hash', async () => {
    expect(await opdrachtenVan(() => probeer())).toEqual([VOOR, NA]);
    const toestel = await eigenToestel();
    expect(await opdrachtenVan(() => probeer(NAAM, WACHTWOORD, toestel))).toEqual([VOOR, NA]);
    await database.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: oudeHash }).execute();
    expect(await opdrachtenVan(() => probeer())).toEqual([VOOR, NA]);
  });

  test('a wrong password, a name that nobody has and one without a password: the same one before it', async () => {
    await database.db
      .updateTable('aanmeldmiddelen')
      .set({ wachtwoord_hash: null })
      .where('gebruikersnaam', '=', 'kind.1')
      .execute();
    const teksten = [];
    for (const naam of [NAAM, 'bestaat.niet', 'kind.1'])
      teksten.push(...(await opdrachtenVan(() => probeer(naam, 'fout'))));
    expect(teksten).toHaveLength(3);
    expect(new Set(teksten).size).toBe(1);
    expect(await emmers()).toEqual(['account 1', 'niemand 1', 'niemand 1']);
  });

  test('neither waits for the disk: what a crash forgets is harmless', async () => {
    const teksten = await opdrachtenVan(() => probeer());
    for (const tekst of teksten) expect(tekst).toContain(`set_config('synchronous_commit', 'off', true)`);
  });
});

describe('who is known on a device is decided where the try is counted', () => {
  test('the owner of the device has a bucket of his own, and nobody else there', async () => {
    const toestel = await eigenToestel();
    await probeer(NAAM, 'fout', toestel);
    await probeer('kind.1', 'fout', toestel);
    await probeer('bestaat.niet', 'fout', toestel);
    expect(await emmers()).toEqual(['account 1', 'niemand 1', 'toestel 1']);
  });

  test('a right password empties the bucket of its device, and gives the other its own try back', async () => {
    const toestel = await eigenToestel();
    for (let keer = 0; keer < 3; keer++) await probeer(NAAM, 'fout', toestel);
    for (let keer = 0; keer < 3; keer++) await probeer(NAAM, 'fout');
    await probeer(NAAM, WACHTWOORD, toestel);
    await probeer(NAAM, WACHTWOORD);
    expect(await emmers()).toEqual(['account 3', 'toestel 0']);
  });
});

test('where there is a line, a device that the account knows goes before strangers, who ask nothing before their turn', async () => {
  const toestel = await eigenToestel();
  const gezien: boolean[] = [];
  const wachtrij = {
    doe: <T>({ bekend }: Bezoeker, klus: () => Promise<T>) => {
      gezien.push(bekend);
      return klus();
    },
    stand: () => ({ bezig: 2, bekend: 0, onbekend: 0, vrij: false }),
  };
  const kom = (gebruikersnaam: string, op: Toestel) =>
    opdrachtenVan(() =>
      meldAan({ ...nodig(), wachtrij }, { gebruikersnaam, wachtwoord: 'fout', toestel: op, herkomst: ['school'] }),
    );
  const aantallen = [await kom(NAAM, toestel), await kom('kind.1', toestel), await kom(NAAM, leesToestel(undefined))];
  expect(gezien).toEqual([true, false, false]);
  expect(aantallen.map(({ length }) => length)).toEqual([2, 2, 1]);
});

describe('a hash of another cost', () => {
  const zet = (wachtwoord_hash: string | null) =>
    database.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash }).execute();
  const kosten = (een: string | null) => een?.split('$')[3];

  test('is made anew at a sign-in; the device stays known, and so does the generation', async () => {
    await zet(oudeHash);
    const voor = await staat();
    const toestel = await eigenToestel();
    const na = await staat();
    expect([kosten(voor.wachtwoord_hash), kosten(na.wachtwoord_hash)]).toEqual(['m=19456,t=2,p=1', 'm=7168,t=5,p=1']);
    expect(na.aanmeldgeneratie).toBe(voor.aanmeldgeneratie);
    await probeer(NAAM, 'fout', toestel);
    expect(await emmers()).toEqual(['toestel 1']);
    expect((await probeer()).soort).toBe('gelukt');
    expect((await staat()).wachtwoord_hash).toBe(na.wachtwoord_hash);
  });

  test('stays after a wrong password, and for a pupil who is blocked', async () => {
    await zet(oudeHash);
    await probeer(NAAM, 'fout');
    const blok = (geblokkeerd_op: string | null) =>
      database.db.updateTable('leerlingen').set({ geblokkeerd_op }).execute();
    await blok(systeemklok.nu().toString());
    expect((await probeer()).soort).toBe('mislukt');
    await blok(null);
    expect((await staat()).wachtwoord_hash).toBe(oudeHash);
  });

  test('two at the same moment make the same one', async () => {
    await zet(oudeHash);
    const uitkomsten = await Promise.all([probeer(), probeer(), probeer()]);
    expect(uitkomsten.map(({ soort }) => soort)).toEqual(['gelukt', 'gelukt', 'gelukt']);
    expect(kosten((await staat()).wachtwoord_hash)).toBe('m=7168,t=5,p=1');
    expect((await probeer()).soort).toBe('gelukt');
  });

  test.each([
    ['a reset', null],
    ['a new password', '$argon2id$v=19$m=7168,t=5,p=1$bmlldXduaWV1d25pZXV3$bmlldXc'],
  ])('%s that came meanwhile stays', async (_, erna) => {
    await zet(oudeHash);
    // The sign-in has read the hash, and is held when it wants to write.
    const { aanmelding } = await database.db.transaction().execute(async (trx) => {
      await sql`lock table aanmeldmiddelen in share mode`.execute(trx);
      const aanmelding = probeer();
      await totHetWacht(database.db);
      await trx.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: erna }).execute();
      return { aanmelding };
    });
    await aanmelding;
    expect((await staat()).wachtwoord_hash).toBe(erna);
  });

  test('a load that holds the user name and the account delays nobody: the try is given back all the same', async () => {
    await zet(oudeHash);
    await database.db.transaction().execute(async (trx) => {
      await sql`select from aanmeldmiddelen for update`.execute(trx);
      await sql`select from accounts for update`.execute(trx);
      expect((await probeer()).soort).toBe('gelukt');
      expect(await emmers()).toEqual(['account 0']);
    });
    expect(await staat()).toMatchObject({ wachtwoord_hash: oudeHash, laatst_aangemeld_op: null });
    await probeer();
    expect(kosten((await staat()).wachtwoord_hash)).toBe('m=7168,t=5,p=1');
    expect((await staat()).laatst_aangemeld_op).not.toBeNull();
  });
});

describe('many at once never stand in each other’s way: buckets are taken in one order', () => {
  const tel = (gebruikersnaam: string) => {
    const wie = { gebruikersnaam, kenmerk: '00', bewijzen: [] };
    return zoekEnTel(database.db, wie, nodig().remmen.emmers(gebruikersnaam, 'toestel'));
  };

  test.each<[string, (naam: string, telling: Pogingtelling) => Promise<unknown>]>([
    ['counting', (naam) => tel(naam)],
    ['giving back', (_, telling) => geefTerug(database.db, telling)],
  ])('%s', async (_, doe) => {
    const namen = kinderen.map(({ gebruikersnaam }) => gebruikersnaam);
    const tellingen = await Promise.all(namen.map(async (naam) => ({ naam, telling: await tel(naam) })));
    const sleutels = database.db.selectFrom('aanmeldpogingen').select('key').orderBy('key');
    const alle = (await sleutels.execute()).map(({ key }) => key);
    const midden = alle[6] as string;
    const { klaar } = await database.db.transaction().execute(async (trx) => {
      await trx.selectFrom('aanmeldpogingen').select('key').where('key', '=', midden).forUpdate().execute();
      const klaar = Promise.all(tellingen.map(({ naam, telling }) => doe(naam, telling)));
      await totHetWacht(database.db);
      const vrij = (await sleutels.forUpdate().skipLocked().execute()).map(({ key }) => key);
      expect(vrij).toEqual(alle.slice(7));
      return { klaar };
    });
    await klaar;
  });

  test('cleaning up waits for nobody: it leaves a bucket that somebody holds', async () => {
    for (const { gebruikersnaam } of kinderen) await tel(gebruikersnaam);
    await database.db.updateTable('aanmeldpogingen').set({ expire: 0 }).execute();
    const sleutels = database.db.selectFrom('aanmeldpogingen').select('key').orderBy('key');
    const midden = ((await sleutels.execute())[6] as { key: string }).key;
    await database.db.transaction().execute(async (trx) => {
      await trx.selectFrom('aanmeldpogingen').select('key').where('key', '=', midden).forUpdate().execute();
      await nodig().remmen.ruimOp();
      expect(await sleutels.execute()).toEqual([{ key: midden }]);
    });
    await nodig().remmen.ruimOp();
    expect(await sleutels.execute()).toEqual([]);
  });
});
