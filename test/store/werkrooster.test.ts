import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { bereidVoor, type Database, startWerkrooster } from '../../src/store/index.ts';
import { type Accounts, maakAccounts } from '../opzet/database/accounts.ts';
import { INRICHTING } from '../opzet/server/inrichting.ts';

/** pg-boss runs commands that stand in its own tables. The serving account writes those, so only it runs pg-boss. */

let accounts: Accounts;
/** What the serving account must not get. */
let rol: string;

beforeEach(async () => {
  accounts = await maakAccounts();
  rol = `buit_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(rol)} nologin`.execute(accounts.beheer);
  await sql`grant ${sql.id(rol)} to ${sql.id(accounts.namen.eigenaar)} with admin option`.execute(accounts.beheer);
  await sql`alter role ${sql.id(accounts.namen.eigenaar)} createrole`.execute(accounts.beheer);
});
afterEach(async () => {
  await accounts.weg();
  await sql`drop role ${sql.id(rol)}`.execute(accounts.beheer);
  await accounts.beheer.destroy();
});

const bereid = () =>
  bereidVoor({ databaseUrl: accounts.adres('server'), eigenaarUrl: accounts.adres('eigenaar') }, { scholen: 'alles' });

async function start(): Promise<void> {
  // pg-boss tells here that the serving account may not run the hostile command.
  const rooster = await startWerkrooster(accounts.adres('server'), INRICHTING.taken, () => {});
  await rooster.stop();
}

/** As versions before this one did: pg-boss as the owner. */
async function maakOudRooster(): Promise<void> {
  const boss = new PgBoss({ connectionString: accounts.adres('eigenaar'), max: 2, schema: 'werkrooster' });
  await boss.start();
  await boss.createQueue('avondwerk');
  await boss.schedule('avondwerk', '0 3 * * *');
  await boss.send('avondwerk', {});
  await boss.stop({ graceful: false });
}

const zetKlaar = async (db: Database) => {
  await sql`update werkrooster.version set bam_on = null`.execute(db);
  const opdracht = `grant ${rol} to ${accounts.namen.server}`;
  await sql`insert into werkrooster.bam (name, version, status, table_name, command)
    values ('x', 46, 'pending', 'job_common', ${opdracht})`.execute(db);
};

async function heeftBuit(): Promise<boolean | undefined> {
  const { rows } = await sql<{ heeft: boolean }>`
    select pg_has_role(${accounts.namen.server}, ${rol}, 'member') as heeft`.execute(accounts.beheer);
  return rows[0]?.heeft;
}

test('a command that the serving account left in the tables of pg-boss never runs as the owner', async () => {
  await bereid();
  await start();
  await zetKlaar(accounts.als('server'));
  await bereid();
  expect(await heeftBuit()).toBe(false);
});

test('it owns the background work and makes a table there, and nowhere else', async () => {
  await bereid();
  await start();
  const server = accounts.als('server');
  await sql`create table werkrooster.eigen (a int)`.execute(server);
  for (const opdracht of [
    'create table public.eigen (a int)',
    'create schema eigen',
    'drop schema werkrooster cascade',
  ])
    await expect(sql.raw(opdracht).execute(server)).rejects.toMatchObject({ code: '42501' });
});

test('a backup without the background work is ready again after bereid', async () => {
  await bereid();
  await start();
  await sql`drop schema werkrooster cascade`.execute(accounts.als('beheerder'));
  await bereid();
  await start();
  const { rows } = await sql`select name from werkrooster.schedule`.execute(accounts.als('server'));
  expect(rows).toHaveLength(INRICHTING.taken.filter(({ elke }) => elke).length);
});

test('what an older version made for the owner is handed over, with its work; a hostile command is not run', async () => {
  const eigenaar = accounts.als('eigenaar');
  await maakOudRooster();
  await zetKlaar(eigenaar);
  const { server: van, eigenaar: naar } = accounts.namen;
  await expect(bereid()).rejects.toThrow(
    `het werkrooster moet van ${van} worden, en de eigenaar van de database mag dat niet overdragen; laat een beheerder van PostgreSQL uitvoeren: grant ${van} to ${naar}`,
  );
  await sql`grant ${sql.id(van)} to ${sql.id(naar)}`.execute(accounts.beheer);
  await bereid();
  await start();
  const server = accounts.als('server');
  const { rows } = await sql`select (select count(*) from werkrooster.job where name = 'avondwerk') as werk,
    (select count(*) from werkrooster.schedule where name = 'avondwerk') as rooster,
    (select count(*) from pg_class where relnamespace = 'werkrooster'::regnamespace
      and relowner <> quote_ident(current_user)::regrole) as anders`.execute(server);
  expect(rows).toEqual([{ werk: 1, rooster: 1, anders: 0 }]);
  expect(await heeftBuit()).toBe(false);
});
