import { Agent, createServer, get, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Benchconfig, ISSUER, maakConfig } from '../../bench/config.ts';
import { proefbezoek } from '../../bench/scenarios.ts';
import { doel, goedkopeHash } from '../../bench/systemen.ts';
import { vul } from '../../bench/vul.ts';
import { vrijePoort } from '../../src/store/ingebed.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { startProgramma } from '../opzet/server/programma.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** `npm start` with two processes that serve, on one port. Each test leaves two of them to the next one. */

const LEERLINGEN = 10;

let database: Testdatabase;
let config: Benchconfig;
let poort: number;
let leerid: ReturnType<typeof startProgramma>;

const omgeving = () => ({ ...config.omgeving, DATABASE_URL: database.url, LEERID_PROCESSES: '2' });

beforeAll(async () => {
  [database, config, poort] = await Promise.all([maakTestdatabase(), maakConfig(), vrijePoort()]);
  await vul(database.db, LEERLINGEN, await goedkopeHash());
  leerid = startProgramma({ ...omgeving(), LEERID_PORT: String(poort) });
  await leerid.zegt('LeerID staat klaar');
});
afterAll(async () => {
  leerid.proces.kill('SIGKILL');
  await leerid.einde;
  await config[Symbol.asyncDispose]();
  await database.weg();
});

/** The log, line by line. What stands behind the last line end is still being written. */
const regels = () =>
  leerid
    .gezegd()
    .split('\n')
    .slice(0, -1)
    .map((regel) => JSON.parse(regel) as { pid?: number; msg: string; route?: string; code?: number });
const pidsVan = (msg: string) => regels().flatMap((regel) => (regel.msg === msg ? [regel.pid ?? 0] : []));
const ONDERHOUD = 'dit proces doet het onderhoud van deze machine';

/** A request on a connection of its own goes to the next process; those of one agent stay with theirs. */
function vraag(pad: string, agent: Agent | false = false): Promise<{ status: number; tekst: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; tekst: string }>();
  get({ port: poort, path: pad, agent }, (antwoord) => {
    let tekst = '';
    antwoord
      .on('data', (deel) => (tekst += deel))
      .on('end', () => resolve({ status: antwoord.statusCode ?? 0, tekst }));
  }).on('error', reject);
  return promise;
}

/** A proxy before LeerID that keeps no connection to it. */
async function zonderVasteVerbinding(): Promise<Server> {
  const proxy = createServer((verzoek, antwoord) => {
    const { method, url, headers } = verzoek;
    const verder = request({ port: poort, method, path: url, headers, agent: false }, (gekregen) => {
      const { connection, ...koppen } = gekregen.headers;
      antwoord.writeHead(gekregen.statusCode ?? 0, koppen);
      gekregen.pipe(antwoord);
    });
    verzoek.pipe(verder);
  });
  await new Promise<void>((klaar) => proxy.listen(0, '127.0.0.1', klaar));
  return proxy;
}

async function cijfer(naam: string): Promise<number | undefined> {
  const { tekst } = await vraag('/metrics');
  const regel = tekst.split('\n').find((een) => een.startsWith(`${naam} `));
  return regel === undefined ? undefined : Number(regel.slice(naam.length));
}
const HEALTHZ = 'leerid_verzoek_seconden_count{route="/healthz",status="200"}';
const totErTweeDienen = () => wachtTot('two processes serve', async () => (await cijfer('leerid_processen')) === 2);

test('a pupil signs in while every request goes to the other process', async () => {
  const proxy = await zonderVasteVerbinding();
  const { port } = proxy.address() as AddressInfo;
  const { idToken, userinfo } = await proefbezoek(doel(port, config.clientgeheim, LEERLINGEN));
  proxy.closeAllConnections();
  proxy.close();
  expect(idToken).toMatchObject({ iss: ISSUER, sub: expect.any(String) });
  expect(userinfo).toHaveProperty('sub', (idToken as { sub?: string }).sub);
  await wachtTot('their lines are in the log', () => new Set(pidsVan('verzoek')).size === 2);
});

test('one process alone has the connections of the background work', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and query ~ 'werkrooster' and pid <> pg_backend_pid()`.execute(database.db);
  expect(rows[0]?.n).toBeGreaterThan(0);
  expect(rows[0]?.n).toBeLessThanOrEqual(2);
  expect(pidsVan(ONDERHOUD)).toHaveLength(1);
});

test('whichever process answers, the figures are those of both; the counts of one that is killed stay', async () => {
  await totErTweeDienen();
  for (let keer = 0; keer < 10; keer++) expect((await vraag('/healthz')).status).toBe(200);
  expect([await cijfer(HEALTHZ), await cijfer(HEALTHZ)]).toEqual([10, 10]);
  const [huismeester] = pidsVan(ONDERHOUD);
  const ander = pidsVan('verzoek').find((pid) => pid !== huismeester) ?? 0;
  process.kill(ander, 'SIGKILL');
  await leerid.zegt('"gebeurtenis":"proces.gestorven"');
  expect(await cijfer(HEALTHZ)).toBe(10);
  expect(await cijfer('leerid_processen')).toBe(1);
  await totErTweeDienen();
  expect(await cijfer(HEALTHZ)).toBe(10);
  expect(pidsVan(ONDERHOUD)).toEqual([huismeester]);
});

test('when the caretaker is killed, the other process takes over at once, and messages go on', async () => {
  const [huismeester = 0] = pidsVan(ONDERHOUD);
  process.kill(huismeester, 'SIGKILL');
  await wachtTot('another caretaker', () => pidsVan(ONDERHOUD).length === 2);
  expect(pidsVan(ONDERHOUD)[1]).not.toBe(huismeester);
  await sql`insert into afmeldberichten (id, client_id, adres, alg, leerling_id, sid, session_uid)
    values (gen_random_uuid(), 'smartschool', 'https://bestaat-niet.invalid/', 'ES256', gen_random_uuid(), 's', 's')`.execute(
    database.db,
  );
  await wachtTot('the message was tried', async () => {
    const berichten = await database.db.selectFrom('afmeldberichten').select('pogingen').execute();
    return berichten.some(({ pogingen }) => pogingen > 0);
  });
  await totErTweeDienen();
});

test('a first process that hangs keeps nobody waiting for figures, and gives them when it goes on', async () => {
  const vast = new Agent({ keepAlive: true, maxSockets: 1 });
  expect((await vraag('/healthz', vast)).status).toBe(200);
  leerid.proces.kill('SIGSTOP');
  const zonder = await vraag('/metrics', vast).finally(() => leerid.proces.kill('SIGCONT'));
  expect(zonder.status).toBe(503);
  expect((await vraag('/metrics', vast)).status).toBe(200);
  vast.destroy();
});

test('a stop loses no request of either process, and no line of the log', async () => {
  let antwoorden: Promise<{ status: number }[]> | undefined;
  await database.db.transaction().execute(async (trx) => {
    await sql`lock table oidc_sleutels in access exclusive mode`.execute(trx);
    antwoorden = Promise.all(Array.from({ length: 6 }, () => vraag('/readyz')));
    await totHetWacht(database.db, 6);
    leerid.proces.kill('SIGTERM');
    await leerid.zegt('LeerID stopt');
  });
  expect((await antwoorden)?.map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect((await leerid.einde).code).toBe(0);
  expect(leerid.gezegd().at(-1)).toBe('\n');
  const gereed = regels().filter(({ route }) => route === '/readyz');
  expect(gereed).toHaveLength(6);
  expect(new Set(gereed.map(({ pid }) => pid)).size).toBe(2);
});

test('what keeps the first process from starting is said once, and ends all', async () => {
  const fout = startProgramma({ ...omgeving(), LEERID_PORT: String(await vrijePoort()), LEERID_CONFIG_DIR: 'config' });
  const { code, uitvoer } = await fout.einde;
  expect(code).toBe(1);
  const gezegd = uitvoer.split('\n').filter((regel) => regel.includes('demodossier'));
  expect(gezegd).not.toEqual([]);
  expect(new Set(gezegd).size).toBe(gezegd.length);
});
