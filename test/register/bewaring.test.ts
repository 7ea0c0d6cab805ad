import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../src/klok.ts';
import { handhaafBewaring, proefBewaring } from '../../src/register/bewaring.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database.ts';

const HASH = '$argon2id$v=19$m=19456,t=2,p=1$geheim';
const klok = zetbareKlok(Temporal.Instant.from('2026-11-24T02:30:00Z'));

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`
    insert into scholen values ('999001', 'Proefschool');
    insert into vestigingsplaatsen values ('999001', 1, 'Proefschool');
    insert into administratieve_groepen values ('4064', 'Lager onderwijs');
    insert into toetsen values ('WIS', 'Wiskunde');
    insert into klassen (instellingsnummer, schooljaar, klas) values ('999001', 2020, '3A')`.execute(database.db);
});
afterAll(() => database.weg());
beforeEach(async () => {
  klok.zet(Temporal.Instant.from('2026-11-24T02:30:00Z'));
  beeindigd = [];
  await sql`delete from leerlingen`.execute(database.db);
  await sql`delete from verslagen`.execute(database.db);
});

let beeindigd: string[];
const bewaarder = () => ({
  db: database.db,
  klok,
  zonderInschrijving: Temporal.Duration.from({ years: 3 }),
  beeindig: async (_trx: unknown, accounts: readonly string[]) => void beeindigd.push(...accounts),
});
const bewaar = () => handhaafBewaring(bewaarder());

interface Wie {
  aangemaakt?: string;
  aangemeld?: string | null;
  inschrijvingen?: { van?: string; tot?: string | null; status?: string }[];
  accounts?: number;
}

let nummer = 0;
/** A pupil with accounts; enrolled for ever unless said otherwise. */
async function leerling({
  aangemaakt = '2016-09-01T08:00:00Z',
  aangemeld = null,
  inschrijvingen = [{}],
  accounts = 1,
}: Wie) {
  const { db } = database;
  const naam = `kind${++nummer}`;
  const { id } = await db
    .insertInto('leerlingen')
    .values({ voornaam: naam, naam: 'Proef', ...LEEG })
    .returning('id')
    .executeTakeFirstOrThrow();
  const uuids: string[] = [];
  for (let i = 0; i < accounts; i++) {
    const account_uuid = randomUUID();
    uuids.push(account_uuid);
    await db
      .insertInto('accounts')
      .values({
        account_uuid,
        leerling_id: id,
        soort: 'tijdelijk',
        aangemaakt_op: aangemaakt,
        laatst_aangemeld_op: aangemeld,
      })
      .execute();
    await db
      .insertInto('aanmeldmiddelen')
      .values({ account_uuid, soort: 'wachtwoord', gebruikersnaam: `${naam}.${i}`, wachtwoord_hash: HASH })
      .execute();
  }
  for (const [plaats, een] of inschrijvingen.entries()) {
    await db
      .insertInto('inschrijvingen')
      .values({
        leerling_id: id,
        instellingsnummer: '999001',
        vestigingsplaats: 1,
        administratieve_groep: '4064',
        hoofdstructuur: '211',
        stamnummer: String(2_000_000 + nummer),
        van: `201${plaats}-09-01`,
        tot: null,
        status: 'gerealiseerd',
        bron: null,
        ...een,
      } as never)
      .execute();
  }
  return { id, naam, uuids: uuids.sort() };
}

const LEEG = {
  insz_hash: null,
  insz_soort: null,
  leer_id_uuid: null,
  geboortejaar: null,
  geboortemaand: null,
  geboortedag: null,
  email: null,
  unieke_persoon: null,
  geregistreerde_persoon: null,
};

async function bestaat(id: string): Promise<boolean> {
  return (
    (await database.db.selectFrom('leerlingen').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  );
}

function accountsVan(id: string) {
  return database.db
    .selectFrom('accounts')
    .leftJoin('aanmeldmiddelen as m', 'm.account_uuid', 'accounts.account_uuid')
    .select(['accounts.account_uuid', 'gebruikersnaam', 'wachtwoord_hash', 'geblokkeerd_op', 'aangemaakt_op'])
    .where('leerling_id', '=', id)
    .execute();
}

/** Every row of every table, as text: what a dump would hold. */
async function dump(): Promise<Record<string, string>> {
  const { rows } = await sql<{
    naam: string;
  }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as naam
    from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')
    and table_type = 'BASE TABLE'`.execute(database.db);
  const tabellen: Record<string, string> = {};
  for (const { naam } of rows) {
    const inhoud = await sql<{ rij: string }>`select t::text as rij from ${sql.raw(naam)} t order by 1`.execute(
      database.db,
    );
    tabellen[naam] = inhoud.rows.map(({ rij }) => rij).join('\n');
  }
  return tabellen;
}

describe('an account that nobody uses', () => {
  const WEG = { inschrijvingen: [{ tot: '2026-06-30' }] };

  test.each([
    ['2023-11-24T08:00:00Z', '2026-11-23T22:59:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T02:30:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T22:59:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T23:00:00Z', true],
    // A quarter to midnight in Brussels is still the same day; a quarter past is the next.
    ['2023-11-24T22:45:00Z', '2026-11-24T23:00:00Z', true],
    ['2023-11-24T23:15:00Z', '2026-11-24T23:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T12:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T23:00:00Z', true],
  ])('last used %s, on %s: erased %s', async (laatst, nu, gewist) => {
    klok.zet(Temporal.Instant.from(nu));
    const gebruikt = await leerling({ ...WEG, aangemeld: laatst });
    const nooit = await leerling({ ...WEG, aangemaakt: laatst });
    const telling = await bewaar();
    expect(telling).toEqual({ leerlingen: 0, accounts: gewist ? 2 : 0, vernieuwd: 0 });
    expect(await accountsVan(gebruikt.id)).toHaveLength(gewist ? 0 : 1);
    expect(await accountsVan(nooit.id)).toHaveLength(gewist ? 0 : 1);
    expect(await bestaat(gebruikt.id)).toBe(true);
    expect(beeindigd.sort()).toEqual(gewist ? [...gebruikt.uuids, ...nooit.uuids].sort() : []);
  });

  test.each([
    ['enrolled', [{}]],
    ['enrolled until today', [{ tot: '2026-11-24' }]],
    ['enrolled from tomorrow on', [{ tot: '2026-06-30' }, { van: '2026-11-25' }]],
    [
      'coming, not realised yet',
      [{ tot: '2026-06-30' }, { van: '2027-09-01', status: 'aanmelding', stamnummer: null }],
    ],
  ])('of a pupil who is %s: the user name stays, the rest is new', async (_wat, inschrijvingen) => {
    const { id, naam, uuids } = await leerling({ inschrijvingen });
    const { db } = database;
    const [middel] = await db
      .selectFrom('aanmeldmiddelen')
      .select('id')
      .where('account_uuid', '=', uuids[0] ?? '')
      .execute();
    await db
      .insertInto('activatiecodes')
      .values({
        aanmeldmiddel_id: middel?.id ?? '',
        code_hash: Buffer.alloc(32),
        uitgegeven_op: '2016-09-01T08:00:00Z',
        verloopt_op: '2036-09-01T08:00:00Z',
      })
      .execute();
    expect(await bewaar()).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 1 });
    const [nieuw, ...meer] = await accountsVan(id);
    expect(meer).toEqual([]);
    expect(nieuw).toMatchObject({ gebruikersnaam: `${naam}.0`, wachtwoord_hash: null, geblokkeerd_op: null });
    expect(uuids).not.toContain(nieuw?.account_uuid);
    expect(nieuw?.aangemaakt_op.toString()).toContain('2026-11-24T02:30');
    expect(beeindigd).toEqual(uuids);
    for (const tabel of Object.values(await dump())) expect(tabel).not.toContain(uuids[0]);
    expect(await db.selectFrom('activatiecodes').selectAll().execute()).toEqual([]);
    expect(await bewaar()).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 0 });
  });

  test('a block outlives it', async () => {
    const { id } = await leerling({});
    await database.db.updateTable('accounts').set({ geblokkeerd_op: '2020-01-01T00:00:00Z' }).execute();
    await bewaar();
    const [nieuw] = await accountsVan(id);
    expect(nieuw?.geblokkeerd_op?.toString()).toBe('2020-01-01T00:00:00Z');
  });

  test('beside one that is used, or beside others like it: one stays', async () => {
    const gebruikt = await leerling({ accounts: 2 });
    await database.db
      .updateTable('accounts')
      .set({ laatst_aangemeld_op: '2026-11-20T08:00:00Z' })
      .where('account_uuid', '=', gebruikt.uuids[0] ?? '')
      .execute();
    const alleOud = await leerling({ accounts: 3 });
    expect(await bewaar()).toEqual({ leerlingen: 0, accounts: 3, vernieuwd: 1 });
    expect((await accountsVan(gebruikt.id)).map(({ account_uuid }) => account_uuid)).toEqual([gebruikt.uuids[0]]);
    expect(await accountsVan(alleOud.id)).toHaveLength(1);
  });

  test('who signs in at that very moment keeps his', async () => {
    const { id, uuids } = await leerling(WEG);
    const gewist = database.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('accounts')
        .set({ laatst_aangemeld_op: klok.nu().toString() })
        .where('account_uuid', '=', uuids[0] ?? '')
        .execute();
      return bewaar();
    });
    expect(await gewist).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 0 });
    expect(await accountsVan(id)).toHaveLength(1);
  });
});

describe('a pupil without enrolment', () => {
  const recent = '2026-11-01T08:00:00Z';

  test.each([
    ['the last one ended three years ago today', [{ tot: '2023-11-24' }], false],
    ['a day longer ago', [{ tot: '2023-11-23' }], true],
    ['an older one and a younger one', [{ tot: '2015-06-30' }, { tot: '2023-11-24' }], false],
    ['still enrolled', [{ tot: '2015-06-30' }, {}], false],
    ['enrolled in the future', [{ tot: '2015-06-30' }, { van: '2027-09-01' }], false],
    ['a parallel one goes on', [{ status: 'parallel' }], false],
    ['asked for long ago, never realised, without an end', [{ van: '2023-11-23', status: 'niet_gerealiseerd' }], true],
    ['asked for, not that long ago', [{ van: '2023-11-24', status: 'aanmelding' }], false],
  ])('%s', async (_wat, inschrijvingen, gewist) => {
    const { id } = await leerling({ inschrijvingen, aangemeld: recent });
    expect(await bewaar()).toMatchObject({ leerlingen: gewist ? 1 : 0 });
    expect(await bestaat(id)).toBe(!gewist);
  });

  test('never enrolled: known since the account was made', async () => {
    const oud = await leerling({ inschrijvingen: [], aangemaakt: '2023-11-23T08:00:00Z', aangemeld: recent });
    const jong = await leerling({ inschrijvingen: [], aangemaakt: '2023-11-24T08:00:00Z', aangemeld: recent });
    const nieuw = await leerling({ inschrijvingen: [], accounts: 0 });
    await bewaar();
    expect([await bestaat(oud.id), await bestaat(jong.id), await bestaat(nieuw.id)]).toEqual([false, true, true]);
  });

  test('another term', async () => {
    const { id } = await leerling({ inschrijvingen: [{ tot: '2026-05-24' }], aangemeld: recent });
    const met = (maanden: number) =>
      handhaafBewaring({ ...bewaarder(), zonderInschrijving: Temporal.Duration.from({ months: maanden }) });
    expect(await met(6)).toMatchObject({ leerlingen: 0 });
    expect(await met(5)).toMatchObject({ leerlingen: 1 });
    expect(await bestaat(id)).toBe(false);
  });

  test('goes with all that hangs on it; a dump holds the key alone, in the privacy log', async () => {
    const { db } = database;
    const { id, naam, uuids } = await leerling({ inschrijvingen: [{ tot: '2020-06-30' }], aangemeld: recent });
    const blijft = await leerling({ aangemeld: recent });
    const oudeSleutel = randomUUID();
    const leerIdUuid = randomUUID();
    await sql`update leerlingen set leer_id_uuid = ${leerIdUuid}, insz_soort = 'bis', insz_hash = ${Buffer.alloc(32, 7)},
      email = 'iemand@school.example', unieke_persoon = 'UP-GEHEIM' where id = ${id}`.execute(db);
    await sql`insert into historiek_account_uuid values (${oudeSleutel}, ${id}, now())`.execute(db);
    await sql`insert into zichtbaarheid values (${id}, 'smartschool', now())`.execute(db);
    await sql`insert into toetstoewijzingen values (${id}, 'WIS', now(), now() + interval '1 hour')`.execute(db);
    await sql`insert into klastoewijzingen select ${id}, id, '2020-01-01' from klassen`.execute(db);
    await sql`insert into vroegere_sleutels values ('insz', 'OUDE-HASH', ${id})`.execute(db);
    await sql`insert into scheidingen values (${id}, ${blijft.id}, now())`.execute(db);
    const gegevens = JSON.stringify({ voornaam: naam });
    await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
      values (${id}, ${randomUUID()}, ${JSON.stringify({ voornaam: 'Verdwenen' })}, now())`.execute(db);
    await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op, ontkoppeld_op)
      values (${blijft.id}, ${id}, ${gegevens}, now(), now())`.execute(db);
    await sql`insert into beoordelingen (kenmerk, reden, leerlingen, instellingsnummer, stamnummer, regel,
      eerst_gezien_op, laatst_gezien_op) values ('twijfel', 'stamnummer', array[${blijft.id}, ${id}]::uuid[], '999001',
      '2654321', 1, now(), now())`.execute(db);
    await sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens,
      artikelen, rechtsgrond, aanleiding) values (now(), 'p', ${'a'.repeat(64)}, 'smartschool', ${id}, ${uuids[0]},
      '{naam}', '{3}', '6.1.e', 'aanmelding')`.execute(db);

    expect(await bewaar()).toEqual({ leerlingen: 1, accounts: 0, vernieuwd: 0 });
    expect(beeindigd).toEqual(uuids);
    const na = await dump();
    const log = Object.entries(na).filter(([tabel]) => tabel.startsWith('public.privacylog'));
    expect(log.map(([, inhoud]) => inhoud).join('')).toContain(id);
    const elders = Object.fromEntries(Object.entries(na).filter(([tabel]) => !tabel.startsWith('public.privacylog')));
    const sporen = [
      id,
      naam,
      ...uuids,
      oudeSleutel,
      leerIdUuid,
      'iemand@',
      'UP-GEHEIM',
      'OUDE-HASH',
      'Verdwenen',
      '2654321',
    ];
    for (const spoor of sporen) {
      expect([spoor, Object.keys(elders).filter((tabel) => elders[tabel]?.includes(spoor))]).toEqual([spoor, []]);
    }
    expect(await bestaat(blijft.id)).toBe(true);
  });
});

test('a trial changes nothing and counts what would happen', async () => {
  await leerling({ inschrijvingen: [{ tot: '2020-06-30' }], accounts: 2 });
  await leerling({ inschrijvingen: [{ tot: '2026-06-30' }] });
  await leerling({});
  await leerling({ aangemeld: '2026-11-01T08:00:00Z' });
  const voor = await dump();
  const telling = await proefBewaring(bewaarder());
  expect(telling).toEqual({ leerlingen: 1, accounts: 1, vernieuwd: 1 });
  expect(await dump()).toEqual(voor);
  expect(await bewaar()).toEqual(telling);
  const verslagen = await database.db.selectFrom('verslagen').selectAll().execute();
  expect(verslagen).toMatchObject([{ soort: 'bewaring', kenmerk: '2026-11-24', tellingen: telling }]);
});

test('two at once: each pupil and account once', async () => {
  for (let i = 0; i < 5; i++) {
    await leerling({});
    await leerling({ inschrijvingen: [{ tot: '2020-06-30' }] });
  }
  const tellingen = await Promise.all([bewaar(), bewaar(), bewaar()]);
  const som = (wat: 'leerlingen' | 'vernieuwd') => tellingen.reduce((totaal, een) => totaal + een[wat], 0);
  expect([som('leerlingen'), som('vernieuwd')]).toEqual([5, 5]);
});
