import { type Kysely, sql } from 'kysely';

/**
 * The upkeep of partitions, as the owner of the tables does it: so that the account that serves pupils needs no right to make
 * or drop a table. It can't have a month of the privacy log dropped.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function maak_partitie(tabel text, van date, tot date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  naam text := tabel || '_' || to_char(van, 'YYYYMMDD');
begin
  if tabel !~ '^(privacylog|oidc_[a-z_]+)$' or tot not between van + 1 and van + 31
    or not exists (select from pg_partitioned_table where partrelid = tabel::regclass)
  then
    raise exception 'no such partition: %', naam;
  end if;
  -- Made apart and then attached: that leaves readers and writers of the other partitions alone.
  execute format('create table %I (like %I including all)', naam, tabel);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)',
    tabel, naam, van || 'T00:00:00Z', tot || 'T00:00:00Z');
end $$;

create function verwijder_partitie(tabel text, naam text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tabel !~ '^oidc_[a-z_]+$' or naam !~ ('^' || tabel || '_\\d{8}$')
    or not exists (select from pg_inherits where inhrelid = naam::regclass and inhparent = tabel::regclass)
  then
    raise exception 'no partition to drop: %', naam;
  end if;
  execute format('drop table %I', naam);
end $$;

revoke execute on function maak_partitie, verwijder_partitie from public;`)
    .execute(db);
}
