import { type Kysely, sql } from 'kysely';

/**
 * A request that waits for a password waits in the browser, sealed. What is left to keep is which answers were used:
 * one answer counts once. The day of a row is that of the answer itself, so a replay after midnight meets the same row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
drop table oidc_interactions;
create table oidc_gebruikte_antwoorden (
  id text not null,
  gemaakt_op timestamptz not null,
  primary key (id, gemaakt_op)
) partition by range (gemaakt_op);`)
    .execute(db);
}
