import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { migreer } from '../../src/store/index.ts';
import { onderhoudPartities } from '../../src/store/partities.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** What a start asks of a database that an earlier start made ready. Nodes start together after a deploy. */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

async function aantalOpdrachten(doe: () => Promise<void>): Promise<number> {
  const spion = jest.spyOn(pg.Client.prototype, 'query');
  await doe();
  const aantal = spion.mock.calls.length;
  spion.mockRestore();
  return aantal;
}

test('a schema that is up to date is seen in one statement', async () => {
  expect(await aantalOpdrachten(() => migreer(database.db))).toBe(1);
});

test('partitions that are there are seen in one statement, and locked by none', async () => {
  const dag = Temporal.Instant.from('2035-01-10T08:00:00Z');
  expect(await aantalOpdrachten(() => onderhoudPartities(database.db, dag))).toBeGreaterThan(1);
  expect(await aantalOpdrachten(() => onderhoudPartities(database.db, dag))).toBe(1);
});
