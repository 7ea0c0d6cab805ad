import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { onderhoudPartities } from '../../src/store/partities.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

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

test('partitions are there days ahead, and leave whole two days after their day', async () => {
  const dag = Temporal.Instant.from('2030-01-10T08:00:00Z');
  await onderhoudPartities(database.db, dag);
  expect(await partities('oidc_access_tokens')).toContain('oidc_access_tokens_20300110');
  expect(await partities('oidc_access_tokens')).toContain('oidc_access_tokens_20300112');

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

test('a long reader does not make sign-ins queue behind the upkeep', async () => {
  const later = Temporal.Instant.from('2034-01-10T08:00:00Z');
  await onderhoudPartities(database.db, later);
  const lezer = await database.db.startTransaction().execute();
  await sql`select count(*) from oidc_sessions`.execute(lezer);
  await onderhoudPartities(database.db, later.add({ hours: 24 }));
  expect(await partities('oidc_sessions')).toContain('oidc_sessions_20340113');
  await expect(onderhoudPartities(database.db, later.add({ hours: 10 * 24 }))).rejects.toThrow(/niet alle partities/);
  expect(await partities('oidc_sessions')).toContain('oidc_sessions_20340120');
  await lezer.rollback().execute();
  await onderhoudPartities(database.db, later.add({ hours: 10 * 24 }));
});
