import { type Kysely, sql } from 'kysely';

/**
 * Who got which data of whom, when, under which protocol (S0 art. 6). Codes of data, never their values. Rows outlive the
 * pupil's own record, so there is no foreign key; nobody changes a row: months leave whole, at the end of their retention.
 * Identifiers grow with time, so that their index is written at one end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table privacylog (
  id uuid not null default uuidv7(),
  tijdstip timestamptz not null,
  protocol text not null,
  protocol_hash text not null check (protocol_hash ~ '^[0-9a-f]{64}$'),
  client_id text not null,
  leerling_id uuid not null,
  account_uuid uuid not null,
  gegevens text[] not null check (cardinality(gegevens) > 0),
  artikelen text[] not null,
  rechtsgrond text not null,
  aanleiding text not null check (aanleiding in ('aanmelding', 'userinfo')),
  primary key (id, tijdstip)
) partition by range (tijdstip);
create table privacylog_overig partition of privacylog default;
create index on privacylog (leerling_id, tijdstip);
create index on privacylog (client_id, tijdstip);
create function privacylog_blijft() returns trigger language plpgsql as $$
begin
  raise exception 'privacylog: rows are never changed or removed one by one';
end $$;
create trigger privacylog_blijft before update or delete on privacylog
  for each row execute function privacylog_blijft();
create trigger privacylog_blijft_heel before truncate on privacylog
  for each statement execute function privacylog_blijft();`)
    .execute(db);
}
