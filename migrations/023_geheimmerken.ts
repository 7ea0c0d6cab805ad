import { type Kysely, sql } from 'kysely';

/**
 * By what mark a secret that must never change is known again: a keyed hash of a constant, of which nobody learns the secret. Who
 * starts first leaves it; without this, another pepper would make every pupil of the next night a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table geheimmerken (
  naam text primary key,
  merk bytea not null check (octet_length(merk) = 32)
);`)
    .execute(db);
}
