import { type Kysely, sql } from 'kysely';

/**
 * A school agrees with the text of an act by a declaration of its own, and ends it with a word (S2 art. 9 and 12). Each is proof of
 * what held when: a row is made once, stopped once, and never removed. Who declares is told by capacity, not by name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table akkoordverklaringen (
  id uuid primary key default uuidv7(),
  protocol text not null,
  protocol_hash text not null check (protocol_hash ~ '^[0-9a-f]{64}$'),
  instellingsnummer text not null references scholen,
  verklaard_op timestamptz not null,
  door text not null check (door in ('schoolbestuur', 'leerid_databeheerder')),
  bewijsstuk text not null check (bewijsstuk <> ''),
  gestopt_op timestamptz check (gestopt_op >= verklaard_op),
  gestopt_door text check (gestopt_door in ('schoolbestuur', 'leerid_databeheerder')),
  gestopt_reden text,
  check ((gestopt_op is null) = (gestopt_door is null)),
  check (gestopt_op is not null or gestopt_reden is null)
);
create unique index akkoordverklaringen_een_per_school on akkoordverklaringen (instellingsnummer, protocol)
  where gestopt_op is null;
create function akkoordverklaring_blijft() returns trigger language plpgsql as $$
declare stop constant text[] := array['gestopt_op', 'gestopt_door', 'gestopt_reden'];
begin
  if tg_op = 'DELETE' or old.gestopt_op is not null or to_jsonb(new) - stop <> to_jsonb(old) - stop then
    raise exception 'akkoordverklaringen: a row is stopped once, and changed or removed never';
  end if;
  return new;
end $$;
create trigger akkoordverklaring_blijft before update or delete on akkoordverklaringen
  for each row execute function akkoordverklaring_blijft();`)
    .execute(db);
}
