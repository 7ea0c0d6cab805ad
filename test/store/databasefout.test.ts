import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { metDatabase } from '../../src/terminal/met_database.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** A command says that the database does not answer only when that is so. */

let database: Testdatabase;
const eerder = process.env.DATABASE_URL;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(async () => {
  await database.weg();
  if (eerder === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = eerder;
});

async function foutVan(url: string, doe: Parameters<typeof metDatabase>[0]): Promise<string> {
  process.env.DATABASE_URL = url;
  return metDatabase(doe).then(
    () => 'geen fout',
    (fout: Error) => fout.message,
  );
}

describe('a fault of the database', () => {
  test('a statement that it refuses is told with its SQLSTATE', async () => {
    const deelDoorNul = foutVan(database.url, (db) => sql`select 1 / 0`.execute(db));
    expect(await deelDoorNul).toBe('de database antwoordt niet (22012)');
  });

  test('nobody listens at its address', async () => {
    const poort = await vrijePoort();
    const weg = foutVan(`postgres://leerid@127.0.0.1:${poort}/leerid`, (db) => sql`select 1`.execute(db));
    expect(await weg).toBe('de database antwoordt niet (ECONNREFUSED)');
  });

  test('it ends the connection while a statement is under way', async () => {
    const zichzelf = foutVan(database.url, (db) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(db));
    expect(await zichzelf).toMatch(/^de database antwoordt niet \(/);
  });

  test('who listens at its address hangs up without a word', async () => {
    const ophanger = createServer((verbinding) => verbinding.end());
    ophanger.listen(0, '127.0.0.1');
    await once(ophanger, 'listening');
    const { port } = ophanger.address() as AddressInfo;
    const zonderWoord = await foutVan(`postgres://leerid@127.0.0.1:${port}/leerid`, (db) => sql`select 1`.execute(db));
    ophanger.close();
    expect(zonderWoord).toBe('de database antwoordt niet (Connection terminated unexpectedly)');
  });
});

test('any other fault is told as it is: a setting that is missing is not the doing of the database', async () => {
  const zonderZout = foutVan(database.url, async () => {
    throw new Error('LEERID_PAIRWISE_SALT: ontbreekt');
  });
  expect(await zonderZout).toBe('LEERID_PAIRWISE_SALT: ontbreekt');
});

async function vrijePoort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
