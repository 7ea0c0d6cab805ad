import { type Kysely, sql } from 'kysely';

/**
 * The serving account makes the partitions that are coming. A range that is no whole month of the privacy log, or no
 * whole day of another table, would overlap a period that is due and keep it from being made. So the function of the
 * owner takes whole periods only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create or replace function maak_partitie(tabel text, van date, tot date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  naam text := tabel || '_' || to_char(van, 'YYYYMMDD');
  heel boolean := case tabel when 'privacylog'
    then extract(day from van) = 1 and tot = (van + interval '1 month')::date
    else tot = van + 1 end;
begin
  if tabel !~ '^(privacylog|oidc_[a-z_]+)$' or heel is not true
    or not exists (select from pg_partitioned_table where partrelid = tabel::regclass)
  then
    raise exception 'no such partition: %', naam;
  end if;
  -- Made apart and then attached: that leaves readers and writers of the other partitions alone.
  execute format('create table %I (like %I including all)', naam, tabel);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)',
    tabel, naam, van || 'T00:00:00Z', tot || 'T00:00:00Z');
end $$;`)
    .execute(db);
}
