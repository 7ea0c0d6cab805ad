import { type Kysely, sql } from 'kysely';

/**
 * A row of the privacy log gets a number and a salt, so that it can become a leaf of a Merkle tree; and more than
 * sign-ins are logged.
 * - A transaction has its id before it has its number (`case` keeps that order). So when every transaction that ran
 *   at some moment is over, no number handed out before that moment can still appear. Numbers have gaps; places in
 *   the tree have none.
 * - The salt keeps a published hash from telling anything about the row.
 * - Rows of before get a number in the order in which they were made. It takes a minute for some millions of rows.
 * - No code read the index by client. The index by number takes its place, so that a row costs no more than it did.
 * - Somebody who looks a pupil up leaves a row of his own kind: no act, no flow, but a capacity.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create sequence privacylog_volgnummer;
alter table privacylog
  add column volgnummer bigint,
  add column zout uuid,
  add column ontvanger text,
  add column levering_id uuid,
  add column hoedanigheid text;
alter table privacylog disable trigger privacylog_blijft;
update privacylog p set volgnummer = n.volgnummer, zout = gen_random_uuid()
  from (select id, tijdstip, row_number() over (order by id) as volgnummer from privacylog) n
  where (p.id, p.tijdstip) = (n.id, n.tijdstip);
alter table privacylog enable trigger privacylog_blijft;
select setval('privacylog_volgnummer', coalesce((select max(volgnummer) from privacylog), 0) + 1, false);
drop index privacylog_client_id_tijdstip_idx;
create index privacylog_volgnummer_idx on privacylog (volgnummer);

alter type privacylog_doel add value 'uitvoering_protocol';
alter type privacylog_doel add value 'hulp_aan_leerling';
alter type privacylog_doel add value 'registerbeheer';
alter type privacylog_doel add value 'inzageverzoek';
alter type privacylog_doel add value 'toezicht';
alter table privacylog
  alter column volgnummer set not null,
  alter column volgnummer set default
    case when pg_current_xact_id() is not null then nextval('privacylog_volgnummer') end,
  alter column zout set not null,
  alter column zout set default gen_random_uuid(),
  alter column protocol drop not null,
  alter column protocol_hash drop not null,
  alter column client_id drop not null,
  alter column rechtsgrond drop not null,
  alter column stroom drop not null,
  drop constraint privacylog_aanleiding_check,
  add constraint aanleiding_is_bekend check (
    aanleiding in ('aanmelding', 'userinfo', 'aanvraag', 'levering', 'opzoeking')) not valid,
  add constraint levering_met_nummer check ((aanleiding = 'levering') = (levering_id is not null)) not valid,
  add constraint soort_is_heel check (
    case aanleiding when 'opzoeking' then
      wie_soort in ('medewerker', 'operator') and hoedanigheid is not null
      and num_nonnulls(protocol, protocol_hash, client_id, ontvanger, rechtsgrond, stroom, onder_protocol) = 0
    else
      num_nulls(protocol, protocol_hash, rechtsgrond, stroom) = 0 and num_nonnulls(client_id, ontvanger) > 0
    end) not valid;`)
    .execute(db);
}
