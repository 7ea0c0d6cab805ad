import { type Kysely, sql } from 'kysely';

/**
 * The privacy log is sealed: the tree above its rows, the checkpoints that say what it is at some size, and the keys
 * that sign them.
 * - Tiles only get more hashes, and checkpoints are only added, each on the last one before it. So two nodes that
 *   seal at once make one chain.
 * - `privacylog_bladen` gives hashes of rows, and nothing else of them. So the account that serves can seal the log,
 *   and still cannot read it. The text that it hashes is that of `bladtekst` in the code, byte for byte. It has a
 *   column for each column of the log: a new one is added to both.
 * - A row needs no transaction id before its number any more: the sealer waits for whoever still holds the lock with
 *   which PostgreSQL inserts.
 * - The sequence counts as used, so that its last value is a number that was handed out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table privacylog alter column volgnummer set default nextval('privacylog_volgnummer');
select setval('privacylog_volgnummer', last_value) from privacylog_volgnummer;

create table privacylogtegels (
  niveau int not null check (niveau between 0 and 63),
  nummer bigint not null check (nummer >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  volgnummers bigint[],
  primary key (niveau, nummer),
  constraint blad_heeft_volgnummer check (
    case niveau when 0 then cardinality(volgnummers) * 32 = length(hashes) and array_position(volgnummers, null) is null
    else volgnummers is null end)
);
alter table privacylogtegels alter column hashes set storage external;
create unique index privacylogtegels_eerste_idx on privacylogtegels ((volgnummers[1])) where niveau = 0;

create function privacylogtegel_groeit() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.niveau, new.nummer) = (old.niveau, old.nummer)
    and substr(new.hashes, 1, length(old.hashes)) = old.hashes
    and new.volgnummers[:cardinality(old.volgnummers)] is not distinct from old.volgnummers
  then
    return new;
  end if;
  raise exception 'privacylogtegels: a tile only gets more hashes';
end $$;
create trigger privacylogtegel_groeit before update or delete on privacylogtegels
  for each row execute function privacylogtegel_groeit();
create trigger privacylogtegels_blijven before truncate on privacylogtegels
  for each statement execute function privacylogtegel_groeit();

create table privacylogcheckpoints (
  omvang bigint primary key check (omvang > 0),
  vorige bigint references privacylogcheckpoints check (vorige < omvang),
  wortel bytea not null check (length(wortel) = 32),
  tot_volgnummer bigint not null unique,
  notitie text not null,
  gezet_op timestamptz not null,
  constraint een_keten unique nulls not distinct (vorige)
);
create function privacylogcheckpoint_blijft() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'privacylogcheckpoints: checkpoints are never changed or removed';
end $$;
create trigger privacylogcheckpoint_blijft before update or delete on privacylogcheckpoints
  for each row execute function privacylogcheckpoint_blijft();
create trigger privacylogcheckpoints_blijven before truncate on privacylogcheckpoints
  for each statement execute function privacylogcheckpoint_blijft();

create table privacylogsleutels (
  vkey text primary key,
  verzegeld bytea,
  van timestamptz not null,
  tot timestamptz,
  constraint wie_tekent_heeft_sleutel check (verzegeld is not null or tot is not null)
);
create unique index privacylogsleutels_een_zonder_einde on privacylogsleutels ((true)) where tot is null;

create function privacylog_bladen(na bigint, tot bigint, hoogstens int)
returns table (volgnummer bigint, blad bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.volgnummer, sha256('\\x00'::bytea || convert_to('{' || concat_ws(',',
      '"aanleiding":' || to_json(p.aanleiding)::text,
      '"account_uuid":"' || p.account_uuid || '"',
      '"artikelen":' || to_json(p.artikelen)::text,
      '"client_id":' || to_json(p.client_id)::text,
      '"doel":' || to_json(p.doel::text)::text,
      '"gegevens":' || to_json(p.gegevens)::text,
      '"hoedanigheid":' || to_json(p.hoedanigheid)::text,
      '"id":"' || p.id || '"',
      '"leerling_id":"' || p.leerling_id || '"',
      '"levering_id":"' || p.levering_id || '"',
      '"onder_artikelen":' || to_json(p.onder_artikelen)::text,
      '"onder_protocol":' || to_json(p.onder_protocol)::text,
      '"onder_protocol_hash":' || to_json(p.onder_protocol_hash)::text,
      '"onder_rechtsgrond":' || to_json(p.onder_rechtsgrond)::text,
      '"ontvanger":' || to_json(p.ontvanger)::text,
      '"protocol":' || to_json(p.protocol)::text,
      '"protocol_hash":' || to_json(p.protocol_hash)::text,
      '"rechtsgrond":' || to_json(p.rechtsgrond)::text,
      '"stroom":' || to_json(p.stroom::text)::text,
      '"tijdstip":"' || to_char(p.tijdstip at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"',
      '"volgnummer":"' || p.volgnummer || '"',
      '"wie_id":' || to_json(p.wie_id)::text,
      '"wie_soort":' || to_json(p.wie_soort::text)::text,
      '"zout":"' || p.zout || '"') || '}', 'UTF8'))
  from privacylog p where p.volgnummer > na and p.volgnummer <= tot order by p.volgnummer limit hoogstens
$$;
revoke execute on function privacylog_bladen from public;`)
    .execute(db);
}
