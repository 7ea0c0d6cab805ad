import { type Kysely, sql } from 'kysely';

/**
 * With a code a pupil chooses the password of a user name. One row per user name: a new code takes the place of the former.
 * And what erasing a pupil has to find: doubts name pupils in a list.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table activatiecodes (
  aanmeldmiddel_id uuid primary key references aanmeldmiddelen on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  uitgegeven_op timestamptz not null,
  verloopt_op timestamptz not null check (verloopt_op > uitgegeven_op),
  gebruikt_op timestamptz
);
create index on beoordelingen using gin (leerlingen);`)
    .execute(db);
}
