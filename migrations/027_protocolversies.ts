import { type Kysely, sql } from 'kysely';

/**
 * Every version of an act that was ever in force, to the byte, by the hash that the privacy log holds; and the signatures that made it
 * so, each with the key by which it verified: a party file tells only of today's keys. An application opens under a version that stands
 * here. `protocol_hash` is empty only in a row that an older node wrote.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table protocolversies (
  hash text primary key constraint hash_van_bytes check (hash = encode(sha256(bytes), 'hex')),
  protocol text not null,
  bytes bytea not null,
  eerst_gezien_op timestamptz not null
);
create table protocolhandtekeningen (
  hash text not null references protocolversies,
  partij text not null,
  vingerafdruk text not null,
  sleutel jsonb not null,
  protected text not null,
  signature text not null,
  eerst_gezien_op timestamptz not null,
  primary key (hash, vingerafdruk, protected, signature)
);
create function enkel_toevoegen() returns trigger language plpgsql as $$
begin
  raise exception '%: rows are never changed or removed', tg_table_name;
end $$;
create trigger blijft before update or delete on protocolversies for each row execute function enkel_toevoegen();
create trigger blijft_heel before truncate on protocolversies for each statement execute function enkel_toevoegen();
create trigger blijft before update or delete on protocolhandtekeningen for each row execute function enkel_toevoegen();
create trigger blijft_heel before truncate on protocolhandtekeningen for each statement execute function enkel_toevoegen();
alter table open_toepassingen add column protocol_hash text references protocolversies;`)
    .execute(db);
}
