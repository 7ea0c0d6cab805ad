import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { bereidVoor } from '../../src/store/index.ts';
import { type Accounts, maakAccounts } from '../opzet/database/accounts.ts';
import { terwijlVast } from '../opzet/database/slot.ts';

/** The serving account writes the privacy log. Only those with the role for it read the log. */

const GEEN_RECHT = { code: '42501' };

let accounts: Accounts;
/** A separate role: production's role belongs to all databases of this server. */
let rol: string;

beforeEach(async () => {
  accounts = await maakAccounts();
  rol = `log_${randomBytes(6).toString('hex')}`;
});
afterEach(async () => {
  await accounts.weg();
  await sql`drop role if exists ${sql.id(rol)}`.execute(accounts.beheer);
  await accounts.beheer.destroy();
});

const bereid = () =>
  bereidVoor(
    { databaseUrl: accounts.adres('server'), eigenaarUrl: accounts.adres('eigenaar') },
    { privacylog: { enkelGelezenDoor: rol } },
  );

const geefRol = () => sql`grant ${sql.id(rol)} to ${sql.id(accounts.namen.lezer)}`.execute(accounts.beheer);

const schrijf = sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens,
  artikelen, rechtsgrond, aanleiding) values (now(), 'p', ${'a'.repeat(64)}, 'proef', gen_random_uuid(), gen_random_uuid(), '{sub}',
  '{}', '6.1.e', 'aanmelding')`;
const lees = sql`select id from privacylog`;

test('an owner who may make roles makes it; the server writes and can not read, who has the role reads and can not write', async () => {
  await sql`alter role ${sql.id(accounts.namen.eigenaar)} createrole`.execute(accounts.beheer);
  await bereid();
  await bereid();
  await geefRol();
  const [server, lezer] = [accounts.als('server'), accounts.als('lezer')];
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
  const { rows } = await sql`select from pg_class where relname = 'kysely_migration'`.execute(accounts.als('eigenaar'));
  expect(rows).toEqual([]);
  await sql`create role ${sql.id(rol)} nologin`.execute(accounts.beheer);
  await bereid();
  await geefRol();
  await schrijf.execute(accounts.als('server'));
  expect((await lees.execute(accounts.als('lezer'))).rows).toHaveLength(1);
});

test('another database of the same server makes the role at the same moment: one of them does', async () => {
  await sql`alter role ${sql.id(accounts.namen.eigenaar)} createrole`.execute(accounts.beheer);
  const hier = accounts.als('beheerder');
  const maakRol = sql`create role ${sql.id(rol)} nologin`;
  await expect(terwijlVast(hier, maakRol, bereid, async () => {})).resolves.toBeUndefined();
  await geefRol();
  expect((await lees.execute(accounts.als('lezer'))).rows).toEqual([]);
});

test('the role that reads is no account: one that can sign in is refused', async () => {
  await sql`create role ${sql.id(rol)} login password 'geheim'`.execute(accounts.beheer);
  await expect(bereid()).rejects.toThrow(
    `de rol ${rol} kan zelf aanmelden; voer uit: alter role ${rol} nologin nosuperuser`,
  );
});

test('what everybody, or the role that reads, got beside its rights is taken back', async () => {
  await sql`create role ${sql.id(rol)} nologin`.execute(accounts.beheer);
  await bereid();
  await geefRol();
  const eigenaar = accounts.als('eigenaar');
  await sql`grant select on privacylog to public`.execute(eigenaar);
  await sql`grant select on leerlingen to ${sql.id(rol)}`.execute(eigenaar);
  await bereid();
  await expect(lees.execute(accounts.als('server'))).rejects.toMatchObject(GEEN_RECHT);
  const lezer = accounts.als('lezer');
  await expect(sql`select id from leerlingen`.execute(lezer)).rejects.toMatchObject(GEEN_RECHT);
  await lees.execute(lezer);
});
