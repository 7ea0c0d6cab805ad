import { type Kysely, sql } from 'kysely';

/**
 * A code and a token remember under which text of the act they were given: after another text took over, they give no more than
 * both texts do. Empty where a node from before this migration gave them.
 *
 * An attest is the word of a recipient that it destroyed what it received, after its act ended. It is said once for each
 * recipient, and nobody takes it back: it stays in the public register.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table oidc_authorization_codes add column protocol_hash text;
alter table oidc_access_tokens add column protocol_hash text;
create table vernietigingsattesten (
  protocol text not null,
  ontvanger text not null check (ontvanger ~ '^[a-z][a-z0-9-]{1,40}$'),
  door text not null,
  document text not null check (document ~ '^[0-9a-f]{64}$'),
  vernietigd_op date not null,
  vastgelegd_op timestamptz not null,
  primary key (protocol, ontvanger)
);
create trigger blijft before update or delete on vernietigingsattesten for each row execute function enkel_toevoegen();
create trigger blijft_heel before truncate on vernietigingsattesten for each statement execute function enkel_toevoegen();`)
    .execute(db);
}
