import { type Kysely, sql } from 'kysely';

/**
 * The schema of the background work. The owner makes it, because the account that serves may make no schema. That
 * account fills it: pg-boss runs commands that stand in its own tables.
 * docs/keuzes/database.md#the-owner-runs-nothing-of-the-background-work
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists werkrooster`.execute(db);
}
