import { type Kysely, sql } from 'kysely';

/**
 * Whether an application received something of the pupil in a session, `sub` at least: a logout is told to no other. Of rows of before
 * nobody knows, and of those that a node of before still writes: they count as if it had, so that nobody who did goes unheard.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table oidc_session_clients add column meegedeeld boolean not null default true`.execute(db);
}
