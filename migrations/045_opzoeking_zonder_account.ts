import { type Kysely, sql } from 'kysely';

/**
 * Who looks a pupil up, looks at the person, whatever accounts he has. What is handed over still has both. Rows
 * of before stay as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table privacylog
  drop constraint leerling_met_account,
  add constraint leerling_met_account check (
    aanleiding = 'opzoeking' or num_nonnulls(leerling_id, account_uuid) in (0, 2)) not valid;`)
    .execute(db);
}
