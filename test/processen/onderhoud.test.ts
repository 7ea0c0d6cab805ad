import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Benchconfig, ISSUER, maakConfig } from '../../bench/config.ts';
import { startWerkrooster } from '../../src/store/index.ts';
import { vrijePoort } from '../../src/store/ingebed.ts';
import { totHetWachtOp } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { startProgramma } from '../opzet/server/programma.ts';

/** `npm start` with one process and with two, while the timetable in the database can't be had. */

let database: Testdatabase;
let config: Benchconfig;
let poort: number;
let leerid: ReturnType<typeof startProgramma>;

beforeAll(async () => {
  config = await maakConfig();
});
afterAll(async () => {
  await config[Symbol.asyncDispose]();
});
beforeEach(async () => {
  [database, poort] = await Promise.all([maakTestdatabase(), vrijePoort()]);
  // What an earlier start left.
  await (await startWerkrooster(database.url, [], () => {})).stop();
});
afterEach(async () => {
  leerid.proces.kill('SIGKILL');
  await leerid.einde;
  await database.weg();
});

function start(processen: number): void {
  const eigen = { DATABASE_URL: database.url, LEERID_PROCESSES: String(processen), LEERID_PORT: String(poort) };
  leerid = startProgramma({ ...config.omgeving, ...eigen });
}

const vraag = (path: string, headers = {}) =>
  new Promise<number | undefined>((klaar, weiger) => {
    get({ port: poort, path, headers, agent: false }, (antwoord) => {
      antwoord.resume().once('end', () => klaar(antwoord.statusCode));
    }).once('error', weiger);
  });

/** Looks up a token. Nothing else of a node reads the table of tokens, so who waits for it is this request. */
const vraagUserinfo = () => {
  const eigenAdres = { host: new URL(ISSUER).host, 'x-forwarded-proto': 'https' };
  return vraag('/userinfo', { ...eigenAdres, authorization: 'Bearer niemands' });
};

test.each([1, 2])(
  'what keeps the upkeep of %i from beginning is told, and tried again while visitors are served',
  async (processen) => {
    await sql`alter table werkrooster.queue rename to weggelegd`.execute(database.db);
    start(processen);
    await leerid.zegt('"gebeurtenis":"onderhoud.mislukt"');
    expect(await vraag('/readyz')).toBe(200);
    expect(leerid.gezegd()).not.toContain('LeerID staat klaar');
    await sql`alter table werkrooster.weggelegd rename to queue`.execute(database.db);
    await leerid.zegt('LeerID staat klaar');
    leerid.proces.kill('SIGTERM');
    expect((await leerid.einde).code).toBe(0);
  },
);

test('a stop while the upkeep is beginning, which then fails, loses no request and tries nothing again', async () => {
  let antwoord: Promise<number | undefined> | undefined;
  await database.db.transaction().execute(async (tokens) => {
    await database.db.transaction().execute(async (rooster) => {
      await sql`lock table werkrooster.version in access exclusive mode`.execute(rooster);
      start(1);
      await totHetWachtOp(database.db, 'werkrooster.version');
      await sql`lock table oidc_access_tokens in access exclusive mode`.execute(tokens);
      antwoord = vraagUserinfo();
      await totHetWachtOp(database.db, 'oidc_access_tokens');
      leerid.proces.kill('SIGTERM');
      await leerid.zegt('LeerID stopt');
      await sql`select pg_terminate_backend(pid) from pg_locks
        where not granted and relation = 'werkrooster.version'::regclass`.execute(rooster);
      await leerid.zegt('"gebeurtenis":"onderhoud.mislukt"');
    });
  });
  expect(await antwoord).toBe(401);
  const { code, uitvoer } = await leerid.einde;
  expect(code).toBe(0);
  expect(uitvoer.match(/onderhoud\.mislukt/g)).toHaveLength(1);
  expect(uitvoer).not.toContain('LeerID staat klaar');
});

test('a stop while the upkeep is beginning, which then succeeds, is not followed by a line that it is ready', async () => {
  await database.db.transaction().execute(async (trx) => {
    await sql`lock table werkrooster.version in access exclusive mode`.execute(trx);
    start(1);
    await totHetWachtOp(database.db, 'werkrooster.version');
    leerid.proces.kill('SIGTERM');
    await leerid.zegt('LeerID stopt');
  });
  const { code, uitvoer } = await leerid.einde;
  expect(code).toBe(0);
  expect(uitvoer).not.toContain('LeerID staat klaar');
});
