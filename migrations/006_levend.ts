import { type Kysely, sql } from 'kysely';

/** What every node has to follow within seconds: protocols that a party stopped, and the stages of signing keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table protocolstops (
  protocol text primary key,
  op date not null,
  door text not null,
  reden text not null,
  vastgelegd_op timestamptz not null
);
alter table oidc_sleutels add column actief_op timestamptz;
alter table oidc_sleutels add column uitdovend_op timestamptz;
create unique index on oidc_sleutels (alg) where status = 'volgende';`)
    .execute(db);
}
