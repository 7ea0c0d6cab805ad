import { sql } from 'kysely';
import { openDatabase } from '../../../src/store/database.ts';
import { startIngebedPostgres } from '../../../src/store/ingebed.ts';
import { migreer } from '../../../src/store/migreer.ts';
import { onderhoudPartities } from '../../../src/store/partities.ts';

/**
 * One PostgreSQL for the whole run, with a migrated template. Each test file copies it (see
 * `testdatabase.ts`).
 */
export default async function startDatabase(): Promise<void> {
  const postgres = await startIngebedPostgres(['-c', 'fsync=off', '-c', 'max_connections=300']);
  const beheer = openDatabase(postgres.url('postgres'), () => {});
  await sql`create database sjabloon`.execute(beheer);
  await beheer.destroy();
  const sjabloon = openDatabase(postgres.url('sjabloon'), () => {});
  await migreer(sjabloon);
  await onderhoudPartities(sjabloon, Temporal.Now.instant());
  await sjabloon.destroy();
  process.env.TEST_DATABASE_URL = postgres.url('');
  (globalThis as { postgres?: typeof postgres }).postgres = postgres;
}
