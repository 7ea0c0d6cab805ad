import { type Kysely, sql } from 'kysely';

/** Both parties may stop a protocol, and one may bring its day forward: every word is kept, and the earliest counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table protocolstops drop constraint protocolstops_pkey;
alter table protocolstops add primary key (protocol, op, door);`)
    .execute(db);
}
