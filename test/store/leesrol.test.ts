import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { bereidVoor, type Database, openDatabase } from '../../src/store/index.ts';
import { terwijlVast } from '../opzet/database/slot.ts';

/** The serving account writes the privacy log. Only those with the role for it read the log. */

const toeval = () => randomBytes(6).toString('hex');
const GEEN_RECHT = { code: '42501' };

let beheer: Database;
let database: string;
let accounts: Record<'eigenaar' | 'server' | 'lezer', string>;
/** A separate role: production's role belongs to all databases of this server. */
let rol: string;
const open: Database[] = [];

beforeEach(async () => {
  beheer = openDatabase(`${process.env.TEST_DATABASE_URL}postgres`, () => {}, { verbindingen: 1 });
  database = `rollen_${toeval()}`;
  rol = `log_${toeval()}`;
  accounts = { eigenaar: `eigenaar_${toeval()}`, server: `app_${toeval()}`, lezer: `lezer_${toeval()}` };
  for (const naam of Object.values(accounts))
    await sql`create role ${sql.id(naam)} login password 'geheim'`.execute(beheer);
  await sql`create database ${sql.id(database)} owner ${sql.id(accounts.eigenaar)}`.execute(beheer);
});
afterEach(async () => {
  for (const db of open.splice(0)) await db.destroy();
  await sql`drop database ${sql.id(database)} with (force)`.execute(beheer);
  for (const naam of [rol, ...Object.values(accounts)]) await sql`drop role if exists ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
});

const adres = (username: string) =>
  Object.assign(new URL(`${process.env.TEST_DATABASE_URL}${database}`), { username, password: 'geheim' }).href;

function als(wie: keyof typeof accounts): Database {
  const db = openDatabase(adres(accounts[wie]), () => {}, { verbindingen: 1 });
  open.push(db);
  return db;
}

const bereid = () =>
  bereidVoor(
    { databaseUrl: adres(accounts.server), eigenaarUrl: adres(accounts.eigenaar) },
    { taken: [], tabellen: { privacylog: { enkelGelezenDoor: rol } } },
  );

const geefRol = () => sql`grant ${sql.id(rol)} to ${sql.id(accounts.lezer)}`.execute(beheer);

const schrijf = sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens,
  artikelen, rechtsgrond, aanleiding) values (now(), 'p', ${'a'.repeat(64)}, 'proef', gen_random_uuid(), gen_random_uuid(), '{sub}',
  '{}', '6.1.e', 'aanmelding')`;
const lees = sql`select id from privacylog`;

test('an owner who may make roles makes it; the server writes and can not read, who has the role reads and can not write', async () => {
  await sql`alter role ${sql.id(accounts.eigenaar)} createrole`.execute(beheer);
  await bereid();
  await bereid();
  await geefRol();
  const [server, lezer] = [als('server'), als('lezer')];
  await schrijf.execute(server);
  expect((await lees.execute(lezer)).rows).toHaveLength(1);
  await expect(lees.execute(server)).rejects.toMatchObject(GEEN_RECHT);
  for (const opdracht of [
    schrijf,
    sql`update privacylog set rechtsgrond = ''`,
    sql`delete from privacylog`,
    sql`truncate privacylog`,
    sql`select id from leerlingen`,
  ])
    await expect(opdracht.execute(lezer)).rejects.toMatchObject(GEEN_RECHT);
});

test('an owner who may make no roles is told which one to ask for, before anything changes', async () => {
  await expect(bereid()).rejects.toThrow(
    `de rol ${rol} ontbreekt, en de eigenaar van de database mag geen rollen maken; laat een beheerder van PostgreSQL uitvoeren: create role ${rol} nologin`,
  );
  const { rows } = await sql`select from pg_class where relname = 'kysely_migration'`.execute(als('eigenaar'));
  expect(rows).toEqual([]);
  await sql`create role ${sql.id(rol)} nologin`.execute(beheer);
  await bereid();
  await geefRol();
  await schrijf.execute(als('server'));
  expect((await lees.execute(als('lezer'))).rows).toHaveLength(1);
});

test('another database of the same server makes the role at the same moment: one of them does', async () => {
  await sql`alter role ${sql.id(accounts.eigenaar)} createrole`.execute(beheer);
  const hier = openDatabase(`${process.env.TEST_DATABASE_URL}${database}`, () => {}, { verbindingen: 2 });
  open.push(hier);
  const maakRol = sql`create role ${sql.id(rol)} nologin`;
  await expect(terwijlVast(hier, maakRol, bereid, async () => {})).resolves.toBeUndefined();
  await geefRol();
  expect((await lees.execute(als('lezer'))).rows).toEqual([]);
});
