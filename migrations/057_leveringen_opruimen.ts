import { type Kysely, sql } from 'kysely';

/**
 * The content of a delivery that closed is erased, and PostgreSQL clears its place on the disk once it vacuums the
 * table. Unless told, it waits for some dozens of erased rows, which on a small installation takes weeks. Here one is
 * enough: it is done within minutes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table leveringdelen set (
  autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0);
alter table leveringen set (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);`)
    .execute(db);
}
