import { type Kysely, sql } from 'kysely';

/**
 * Tries to sign in, counted by rate-limiter-flexible: names, types and order of the columns are the library's. Unlogged: a
 * try costs no write to disk, and after a crash everybody begins with empty buckets, which harms nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create unlogged table aanmeldpogingen (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
) with (fillfactor = 70);`)
    .execute(db);
}
