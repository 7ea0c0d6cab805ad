import { type Kysely, sql } from 'kysely';

/**
 * The LeerID-databeheerder alone starts the sharing (S2 manual, ch. 2); the board of a school may stop it as well (S2 art. 9). What a board
 * declared before stays as proof and can still be stopped, so only a row that is open has to hold to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table akkoordverklaringen add constraint akkoordverklaringen_wie_aanzet
  check (door = 'leerid_databeheerder' or gestopt_op is not null) not valid;`)
    .execute(db);
}
