import { type Kysely, sql } from 'kysely';

/**
 * No two moments have one canonical text: a row that was moved to 2026 before Christ had the leaf of 2026. The text of
 * every row from year 1 on stays what it is, so that sealed leaves do too. The log also refuses moments outside
 * this century: no pupil received anything then.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table privacylog add constraint moment_van_deze_eeuw check (
  tijdstip >= '2000-01-01T00:00:00Z' and tijdstip < '2100-01-01T00:00:00Z') not valid;

create or replace function privacylog_bladen(na bigint, tot bigint, hoogstens int)
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
      '"tijdstip":"' || coalesce(to_char(p.tijdstip at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || case when p.tijdstip < '0001-01-01T00:00:00Z' then ' BC' else '' end, p.tijdstip::text) || '"',
      '"volgnummer":"' || p.volgnummer || '"',
      '"wie_id":' || to_json(p.wie_id)::text,
      '"wie_soort":' || to_json(p.wie_soort::text)::text,
      '"zout":"' || p.zout || '"') || '}', 'UTF8'))
  from privacylog p where p.volgnummer > na and p.volgnummer <= tot order by p.volgnummer limit hoogstens
$$;`)
    .execute(db);
}
