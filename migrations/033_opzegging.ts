import { type Kysely, sql } from 'kysely';

/** An act that a party ended by notice: since when the other one has it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table protocolstops
  add column ontvangen date,
  drop constraint protocolstops_grond_check,
  add constraint protocolstops_grond_check
    check (grond in ('sanctie', 'dienst_gestopt', 'rechtsgrond_vervallen', 'opzegging')),
  add constraint protocolstops_ontvangen_check
    check ((grond = 'opzegging') = (ontvangen is not null) and (ontvangen is null or ontvangen <= op));`)
    .execute(db);
}
