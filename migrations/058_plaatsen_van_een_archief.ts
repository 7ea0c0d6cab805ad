import { type Kysely, sql } from 'kysely';

/**
 * A file of the archive is remembered with the places of its rows. Once it is erased, these rows may be missing, and no
 * other. A file of before has them where its rows stand without a gap between them. For any other file nothing may be
 * missing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table privacylogarchieven add column plaatsen int8multirange not null default '{}';
update privacylogarchieven set plaatsen = int8multirange(int8range(eerste_plaats, laatste_plaats + 1))
  where rijen = laatste_plaats - eerste_plaats + 1;`)
    .execute(db);
}
