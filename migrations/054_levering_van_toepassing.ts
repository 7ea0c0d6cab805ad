import { type Kysely, sql } from 'kysely';

/** A delivery to an application closes with that application, and says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table leveringen
  drop constraint leveringen_gesloten_reden_check,
  add constraint gesloten_reden_is_bekend check (gesloten_reden in (
    'ontvangen', 'ingetrokken', 'afgebroken', 'termijn', 'stopgezet', 'akte_vervangen', 'toepassing_gesloten'));`)
    .execute(db);
}
