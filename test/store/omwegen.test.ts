import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { bereidVoor } from '../../src/store/index.ts';
import { type Accounts, maakAccounts } from '../opzet/database/accounts.ts';
import { INRICHTING } from '../opzet/server/inrichting.ts';

/** A database counts as ready only if the serving account has no other way to what its rights withhold. */

let accounts: Accounts;
/** Separate roles: production's role belongs to all databases of this server. */
let rol: string;
let tussen: string;

beforeEach(async () => {
  accounts = await maakAccounts();
  const toeval = randomBytes(6).toString('hex');
  rol = `log_${toeval}`;
  tussen = `tussen_${toeval}`;
  for (const naam of [rol, tussen]) await sql`create role ${sql.id(naam)} nologin`.execute(accounts.beheer);
  await bereid();
});
afterEach(async () => {
  await accounts.weg();
  for (const naam of [rol, tussen]) await sql`drop role ${sql.id(naam)}`.execute(accounts.beheer);
  await accounts.beheer.destroy();
});

const tabellen = () => ({ ...INRICHTING.tabellen, privacylog: { enkelGelezenDoor: rol } });
const bereid = () =>
  bereidVoor({ databaseUrl: accounts.adres('server'), eigenaarUrl: accounts.adres('eigenaar') }, tabellen());

async function start(): Promise<string[]> {
  const regels: string[] = [];
  await bereidVoor({ databaseUrl: accounts.adres('server') }, tabellen(), (regel) => regels.push(regel));
  return regels;
}

/** Each way, with what the line tells to run. The words in capitals are the names of this test's accounts. */
test.each([
  ['the role that reads', ['grant LOG to SERVER'], 'revoke LOG from SERVER'],
  [
    'the role that reads, after set role and through another role',
    ['alter role SERVER noinherit', 'grant LOG to TUSSEN', 'grant TUSSEN to SERVER'],
    'revoke TUSSEN from SERVER',
  ],
  ['the owner', ['grant EIGENAAR to SERVER'], 'revoke EIGENAAR from SERVER'],
  ['a role that reads all tables', ['grant pg_read_all_data to SERVER'], 'revoke pg_read_all_data from SERVER'],
  ['a role that reads files', ['grant pg_read_server_files to SERVER'], 'revoke pg_read_server_files from SERVER'],
  ['superuser', ['alter role SERVER superuser'], 'alter role SERVER nosuperuser'],
  ['createrole', ['alter role SERVER createrole'], 'alter role SERVER nocreaterole'],
  [
    'a right that somebody else gave to everybody',
    [
      'grant select on privacylog to TUSSEN with grant option',
      'set role TUSSEN; grant select on privacylog to public; reset role',
    ],
    'revoke select on privacylog from public',
  ],
  [
    'a right that somebody else gave to the account, in one partition and one column',
    [
      'grant update (rechtsgrond) on privacylog_overig to TUSSEN with grant option',
      'set role TUSSEN; grant update (rechtsgrond) on privacylog_overig to SERVER; reset role',
    ],
    'revoke update on privacylog_overig from SERVER',
  ],
])('not ready, and a node without the owner warns: %s', async (_weg, opdrachten, herstel) => {
  const { server, eigenaar } = accounts.namen;
  const namen: Record<string, string> = { LOG: rol, TUSSEN: tussen, SERVER: server, EIGENAAR: eigenaar };
  const ingevuld = (tekst: string) => tekst.replace(/[A-Z]{3,}/g, (woord) => namen[woord] ?? woord);
  expect(await start()).toEqual([]);
  const beheerder = accounts.als('beheerder');
  for (const opdracht of opdrachten) await sql.raw(ingevuld(opdracht)).execute(beheerder);
  await expect(bereid()).rejects.toThrow(ingevuld(herstel));
  expect(await start()).toEqual([expect.stringContaining(ingevuld(herstel))]);
});

test('one account that has the tables goes on as before', async () => {
  const regels: string[] = [];
  await bereidVoor({ databaseUrl: accounts.adres('eigenaar') }, tabellen(), (regel) => regels.push(regel));
  expect(regels).toEqual([]);
});

test('leerid database bereid says it in one line', async () => {
  const { server, eigenaar } = accounts.namen;
  await sql`alter role ${sql.id(eigenaar)} createrole`.execute(accounts.beheer);
  await sql`alter role ${sql.id(server)} replication`.execute(accounts.beheer);
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: accounts.adres('server'),
    LEERID_DATABASE_OWNER_URL: accounts.adres('eigenaar'),
  };
  expect(
    spawnSync(process.execPath, ['src/start/leerid.js', 'database', 'bereid'], { env, encoding: 'utf8' }),
  ).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `de account ${server} is replication en kan zo bij alles; voer uit: alter role ${server} noreplication\n`,
  });
});
