import { type Kysely, sql } from 'kysely';

/**
 * Months of the privacy log leave the database for archive files.
 * - A row here says that a file holds a part of a month, and was read back and held against the tree. A month has
 *   several parts only when rows came after it had left.
 * - Only the owner drops a month, by a function that demands such a row, a month that is over, a sealed tree, and
 *   that nothing came since.
 * - A row of a month without a table stands in `privacylog_overig`. It kept that table from being made. Now the table
 *   takes such rows over, unchanged.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table privacylogarchieven (
  maand date not null check (extract(day from maand) = 1),
  deel int not null check (deel > 0),
  bestand text not null unique,
  sha256 bytea not null check (length(sha256) = 32),
  rijen bigint not null check (rijen >= 0),
  eerste_plaats bigint,
  laatste_plaats bigint,
  laatste_volgnummer bigint,
  nagekeken_op timestamptz not null,
  uit_database_op timestamptz,
  gewist_op timestamptz,
  primary key (maand, deel),
  constraint zonder_rijen_geen_plaats check (
    num_nonnulls(eerste_plaats, laatste_plaats, laatste_volgnummer) = case rijen when 0 then 0 else 3 end),
  constraint gewist_na_vertrek check (gewist_op is null or uit_database_op is not null)
);

create function verwijder_gearchiveerde_maand(welke date, welk_deel int, op timestamptz) returns boolean
language plpgsql set search_path = public, pg_temp as $$
declare
  naam text := 'privacylog_' || to_char(welke, 'YYYYMMDD');
  archief privacylogarchieven;
  kwam_later boolean;
begin
  select * into archief from privacylogarchieven where maand = welke and deel = welk_deel for update;
  if archief.uit_database_op is not null or archief.maand is null
    or (welke + interval '1 month') at time zone 'UTC' > op
    or archief.laatste_volgnummer > (select coalesce(max(tot_volgnummer), 0) from privacylogcheckpoints)
  then
    raise exception 'no month to drop: %', naam;
  end if;
  execute format('lock table %I in access exclusive mode', naam);
  execute format('select exists (select from %I where volgnummer > $1)', naam)
    into kwam_later using coalesce(archief.laatste_volgnummer, 0);
  if kwam_later then
    return false;
  end if;
  update privacylogarchieven set uit_database_op = op where maand = welke and deel = welk_deel;
  execute format('drop table %I', naam);
  return true;
end $$;
revoke execute on function verwijder_gearchiveerde_maand from public;

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
  if tabel = 'privacylog' then
    lock table privacylog_overig in access exclusive mode;
    if exists (select from privacylog_overig where tijdstip >= van at time zone 'UTC' and tijdstip < tot at time zone 'UTC') then
      alter table privacylog_overig disable trigger privacylog_blijft;
      execute format('with weg as (
          delete from privacylog_overig where tijdstip >= %L and tijdstip < %L returning *)
        insert into %I select * from weg', van || 'T00:00:00Z', tot || 'T00:00:00Z', naam);
      alter table privacylog_overig enable trigger privacylog_blijft;
    end if;
  end if;
  execute format('alter table %I attach partition %I for values from (%L) to (%L)',
    tabel, naam, van || 'T00:00:00Z', tot || 'T00:00:00Z');
end $$;`)
    .execute(db);
}
