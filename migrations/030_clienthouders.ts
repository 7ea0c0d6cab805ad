import { type Kysely, sql } from 'kysely';

/**
 * To which party a client_id belongs: what schools decided about it, and what pupils got by it, was for that party alone. The first that
 * opens under it has it; the last row counts, and a row more is a handing-over. What was made visible before that is not for the
 * new party, also where undoing a merge brings it back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table clienthouders (
  client_id text not null,
  nummer int not null check (nummer > 0),
  partij text not null,
  kbo text,
  vestigingseenheid text,
  sinds timestamptz not null,
  reden text,
  primary key (client_id, nummer),
  check ((reden is null) = (nummer = 1))
);
create trigger blijft before update or delete on clienthouders for each row execute function enkel_toevoegen();
create trigger blijft_heel before truncate on clienthouders for each statement execute function enkel_toevoegen();
alter table open_toepassingen add column houder int,
  add foreign key (client_id, houder) references clienthouders (client_id, nummer);
create function zichtbaarheid_van_deze_houder() returns trigger language plpgsql as $$
begin
  if exists (select from clienthouders h where h.client_id = new.client_id and h.nummer > 1 and h.sinds > new.sinds) then
    return null;
  end if;
  return new;
end $$;
create trigger van_deze_houder before insert on zichtbaarheid for each row execute function zichtbaarheid_van_deze_houder();`)
    .execute(db);
}
