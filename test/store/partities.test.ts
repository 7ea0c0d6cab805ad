import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { onderhoudPartities } from '../../src/store/partities.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database.ts';

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

async function partities(tabel: string): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`select inhrelid::regclass::text as naam from pg_inherits
    where inhparent = ${tabel}::regclass order by 1`.execute(database.db);
  return rows.map(({ naam }) => naam);
}

test('partitions are there a week ahead, and leave whole two days after their day', async () => {
  const dag = Temporal.Instant.from('2030-01-10T08:00:00Z');
  await onderhoudPartities(database.db, dag);
  expect(await partities('oidc_access_tokens')).toContain('oidc_access_tokens_20300110');
  expect(await partities('oidc_access_tokens')).toContain('oidc_access_tokens_20300117');

  await onderhoudPartities(database.db, dag.add({ hours: 3 * 24 }));
  const na = await partities('oidc_access_tokens');
  expect(na).not.toContain('oidc_access_tokens_20300110');
  expect(na).toContain('oidc_access_tokens_20300111');
});

test('running it on two nodes at once does no harm', async () => {
  const dag = Temporal.Instant.from('2031-01-10T08:00:00Z');
  await Promise.all([onderhoudPartities(database.db, dag), onderhoudPartities(database.db, dag)]);
  expect(await partities('oidc_grants')).toContain('oidc_grants_20310110');
});

test('months of the privacy log are made ahead and never dropped here', async () => {
  await onderhoudPartities(database.db, Temporal.Instant.from('2032-01-31T23:00:00Z'));
  await onderhoudPartities(database.db, Temporal.Instant.from('2033-01-31T23:00:00Z'));
  expect(await partities('privacylog')).toEqual(expect.arrayContaining(['privacylog_20320101', 'privacylog_20330401']));
});
