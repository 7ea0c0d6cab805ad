import { type Kysely, sql } from 'kysely';

/**
 * E-mail is an optional field of LeerID itself (S1 art. 3): what was given there wins over a delivery, and so does that it was emptied.
 * All that was there so far came from Discimus.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table leerlingen add column email_gegeven_op timestamptz`.execute(db);
}
