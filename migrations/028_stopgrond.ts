import { type Kysely, sql } from 'kysely';

/** On what ground an act ended: the word of who may end it after a breach, or an event by which it ends by law, and who said so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table protocolstops add column grond text not null default 'sanctie'
  check (grond in ('sanctie', 'dienst_gestopt', 'rechtsgrond_vervallen'));`)
    .execute(db);
}
