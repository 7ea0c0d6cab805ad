import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { stopAkkoord, verklaarAkkoord } from '../../src/klasinformatie/akkoord.ts';
import { leesLaatsteCheckpoint } from '../../src/privacy/zegel/checkpointrijen.ts';
import { verzegelLog } from '../../src/privacy/zegel/verzegel.ts';
import { bereidVoor, type Database, onderhoudPartities, openDatabase } from '../../src/store/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { INRICHTING } from '../opzet/server/inrichting.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** One account owns the tables and migrates. Another account serves, with only the rights that it needs. */

let idp: Idp;
let eigenaar: Database;
let rol: string;
const GEEN_RECHT = { code: '42501' };

async function maakTweeAccounts(): Promise<Testdatabase> {
  const database = await maakTestdatabase();
  eigenaar = database.db;
  rol = `app_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(rol)} login password 'geheim'`.execute(eigenaar);
  const url = Object.assign(new URL(database.url), { username: rol, password: 'geheim' }).href;
  expect(bereid(url, database.url)).toMatchObject({ status: 0, stdout: expect.stringContaining(rol) });
  const db = openDatabase(url, () => {});
  return { db, url, weg: () => db.destroy() };
}

function bereid(databaseUrl: string, eigenaarUrl: string) {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, LEERID_DATABASE_OWNER_URL: eigenaarUrl };
  return spawnSync(process.execPath, ['src/start/leerid.js', 'database', 'bereid'], { env, encoding: 'utf8' });
}

beforeAll(async () => {
  idp = await startIdp(undefined, undefined, undefined, maakTweeAccounts);
});
afterAll(async () => {
  await idp.stop();
  await sql`drop owned by ${sql.id(rol)}`.execute(eigenaar);
  await sql`drop role ${sql.id(rol)}`.execute(eigenaar);
  await eigenaar.destroy();
});

test('a node starts with it, and a pupil signs in and out', async () => {
  await bereidVoor({ databaseUrl: idp.databaseUrl }, INRICHTING.tabellen);
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  await idp.ververs();
  expect(idp.logregels.filter((regel) => JSON.parse(regel).level >= 50)).toEqual([]);
});

test.each([
  'select id from privacylog',
  'update privacylog set rechtsgrond = rechtsgrond',
  'insert into privacylog (volgnummer, tijdstip) values (1, now())',
  'insert into privacylog (zout, tijdstip) values (gen_random_uuid(), now())',
  'delete from privacylog',
  'truncate privacylog',
  'truncate oidc_sessions',
  'delete from privacylog_overig',
  'select * from privacylog_overig',
  'alter table privacylog disable trigger all',
  'drop table privacylog_overig',
  'drop table scholen',
  'create table eigen (a int)',
  'create schema eigen',
  'delete from protocolstops',
  'update protocolversies set protocol = protocol',
  'delete from protocolversies',
  'update protocolhandtekeningen set partij = partij',
  'delete from protocolhandtekeningen',
  'delete from akkoordverklaringen',
  'update akkoordverklaringen set protocol_hash = protocol_hash',
  'truncate akkoordverklaringen',
  'update geheimmerken set naam = naam',
  'delete from geheimmerken',
  'delete from kysely_migration',
  'delete from privacylogtegels',
  'update privacylogtegels set niveau = niveau',
  'update privacylogcheckpoints set notitie = notitie',
  'delete from privacylogcheckpoints',
  'update privacylogsleutels set vkey = vkey',
  'delete from privacylogsleutels',
  'select last_value from privacylog_volgnummer',
  "select setval('privacylog_volgnummer', 1)",
  'create or replace function privacylog_blijft() returns trigger language plpgsql as $$ begin return old; end $$',
])('it may not: %s', async (opdracht) => {
  await expect(sql.raw(opdracht).execute(idp.db)).rejects.toMatchObject(GEEN_RECHT);
});

test('it seals the privacy log, of which it reads hashes alone', async () => {
  await verzegelLog({ db: idp.db, hoofdsleutel: idp.hoofdsleutel, nu: idp.klok.nu });
  const { rows } = await sql`select * from privacylog_bladen(0, 1000000, 5)`.execute(idp.db);
  expect(rows).toContainEqual({ volgnummer: expect.any(Number), blad: expect.any(Buffer) });
  expect(await leesLaatsteCheckpoint(idp.db)).toMatchObject({ omvang: rows.length });
});

test('a school agrees and stops under it', async () => {
  const wie = { instellingsnummer: '999001', door: 'leerid_databeheerder', bewijsstuk: 'brief' } as const;
  const tekst = { protocol: 'klasinformatie', hash: 'a'.repeat(64), sinds: idp.klok.nu() };
  expect(await verklaarAkkoord(idp.db, tekst, wie, idp.klok.nu())).toBe('verklaard');
  expect(await stopAkkoord(idp.db, tekst.protocol, wie, idp.klok.nu())).toBe(true);
});

test.each([
  "select verwijder_partitie('privacylog', 'privacylog_overig')",
  "select verwijder_partitie('oidc_sessions', 'scholen')",
  "select verwijder_partitie('oidc_sessions', 'oidc_sessions_20990101')",
  "select maak_partitie('scholen', '2099-01-01', '2099-01-02')",
  "select maak_partitie('privacylog', '2099-01-01', '2199-01-01')",
  "select maak_partitie('privacylog', '2099-01-02', '2099-02-01')",
  "select maak_partitie('privacylog', '2098-01-15', '2098-02-15')",
  "select maak_partitie('privacylog', '2097-01-01', '2097-01-31')",
  "select maak_partitie('oidc_sessions', '2099-01-01', '2099-01-03')",
  "select maak_partitie('oidc_sessions', '2098-01-01', null)",
])('the upkeep serves nothing else: %s', async (opdracht) => {
  await expect(sql.raw(opdracht).execute(idp.db)).rejects.toThrow(/partition|does not exist/);
});

test('it makes the partitions that are coming and drops those that are over', async () => {
  const partities = async () =>
    (
      await sql<{ naam: string }>`select inhrelid::regclass::text as naam from pg_inherits
        where inhparent = 'oidc_sessions'::regclass`.execute(idp.db)
    ).rows.map(({ naam }) => naam);
  const dag = Temporal.Instant.from('2036-01-10T08:00:00Z');
  await onderhoudPartities(idp.db, dag);
  expect(await partities()).toContain('oidc_sessions_20360110');
  await onderhoudPartities(idp.db, dag.add({ hours: 3 * 24 }));
  expect(await partities()).not.toContain('oidc_sessions_20360110');
});

test('the owner may do it again and again; without an owner it says what is missing', async () => {
  const { rows } = await sql<{ db: string }>`select current_database() as db`.execute(eigenaar);
  const eigenaarUrl = `${process.env.TEST_DATABASE_URL}${rows[0]?.db}`;
  expect(bereid(idp.databaseUrl, eigenaarUrl).status).toBe(0);
  expect(bereid(idp.databaseUrl, '')).toMatchObject({ status: 1, stderr: 'LEERID_DATABASE_OWNER_URL: ontbreekt\n' });
  await expect(sql`delete from privacylog`.execute(idp.db)).rejects.toMatchObject(GEEN_RECHT);
});

test('other accounts have nothing at all', async () => {
  const { rows } = await sql<{ mag: boolean }>`select has_function_privilege('public', p.oid, 'execute') as mag
    from pg_proc p where proname in ('maak_partitie', 'verwijder_partitie')`.execute(eigenaar);
  expect(rows).toEqual([{ mag: false }, { mag: false }]);
});
