import { type Kysely, sql } from 'kysely';

/**
 * Deliveries: what left, or waits to leave, as a file to one recipient of an act.
 * - `leveringen` has a row per delivery, and keeps it as evidence. A delivery is opened, counted and hashed
 *   (`klaar_op`), handed over, received, and closed. It never goes back.
 * - `leveringdelen` has the content as it left, compressed and sealed under a key of the delivery alone. Content and
 *   key are there exactly as long as the delivery is open. Closing it erases both in the same transaction.
 * - `leveringhandelingen` says who did what with it. Rows are only added.
 * - One recipient has one delivery of one day, and one of a flow that is one-off. A delivery that closed before it
 *   was ever handed over leaves its place free, because nothing left.
 * - The act must be kept before anything can be delivered under it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table leveringen (
  id uuid primary key,
  protocol text not null,
  protocol_hash text not null references protocolversies,
  ontvanger text not null,
  client_id text,
  stroom text not null check (stroom in ('op_aanvraag', 'periodiek', 'eenmalig')),
  naam text not null check (naam <> ''),
  dag date not null,
  gegevens text[] not null,
  artikelen text[] not null,
  wie_soort text not null check (wie_soort in ('client', 'pakket', 'medewerker', 'operator', 'machine')),
  wie_id text not null,
  geopend_op timestamptz not null,
  uiterlijk date not null check (uiterlijk >= dag),
  formaat text not null check (formaat in ('ndjson')),
  sleutel bytea,
  klaar_op timestamptz,
  aantal int check (aantal >= 0),
  bytes bigint check (bytes >= 0),
  delen int check (delen >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  uitgereikt_op timestamptz,
  ontvangen_op timestamptz,
  ontvangen_door text check (ontvangen_door <> ''),
  gesloten_op timestamptz,
  gesloten_reden text check (
    gesloten_reden in ('ontvangen', 'ingetrokken', 'afgebroken', 'termijn', 'stopgezet', 'akte_vervangen')),
  constraint klaar_is_geteld check (num_nonnulls(klaar_op, aantal, bytes, delen, sha256) in (0, 5)),
  constraint uitgereikt_na_klaar check (uitgereikt_op is null or klaar_op is not null),
  constraint ontvangen_na_uitgereikt check (ontvangen_op is null or uitgereikt_op is not null),
  constraint ontvangen_door_iemand check ((ontvangen_op is null) = (ontvangen_door is null)),
  constraint gesloten_met_reden check ((gesloten_op is null) = (gesloten_reden is null)),
  constraint ontvangst_sluit check ((ontvangen_op is not null) = (gesloten_reden is not distinct from 'ontvangen')),
  constraint afgebroken_voor_klaar check (gesloten_reden is distinct from 'afgebroken' or klaar_op is null),
  constraint sleutel_tot_sluiting check ((sleutel is null) = (gesloten_op is not null))
);
create unique index een_levering_per_dag on leveringen
  (protocol, ontvanger, coalesce(client_id, ''), dag, (case stroom when 'op_aanvraag' then naam else '' end))
  where stroom <> 'eenmalig' and (gesloten_op is null or uitgereikt_op is not null);
create unique index een_eenmalige_levering on leveringen (protocol, ontvanger)
  where stroom = 'eenmalig' and (gesloten_op is null or uitgereikt_op is not null);
create index open_leveringen on leveringen (geopend_op) where gesloten_op is null;
create index leveringen_op_tijd on leveringen (geopend_op);

create table leveringdelen (
  levering uuid not null references leveringen,
  nummer int not null check (nummer >= 0),
  inhoud bytea not null,
  primary key (levering, nummer)
);

create table leveringhandelingen (
  levering uuid not null references leveringen,
  op timestamptz not null,
  wat text not null check (wat in ('klaar', 'uitgereikt', 'bewijs_geweigerd', 'ontvangen', 'gesloten')),
  wie_soort text not null check (wie_soort in ('client', 'pakket', 'medewerker', 'operator', 'machine')),
  wie_id text not null,
  bewijs text,
  constraint bewijs_bij_ontvangst check ((bewijs is not null) = (wat in ('bewijs_geweigerd', 'ontvangen')))
);
create index leveringhandelingen_levering_idx on leveringhandelingen (levering, op);
create trigger blijft before update or delete on leveringhandelingen
  for each row execute function enkel_toevoegen();
create trigger blijft_heel before truncate on leveringhandelingen
  for each statement execute function enkel_toevoegen();

create function levering_gaat_vooruit() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'leveringen: a delivery stays as evidence';
  end if;
  if old.gesloten_op is not null then
    raise exception 'leveringen: a closed delivery never changes';
  end if;
  if (new.id, new.protocol, new.protocol_hash, new.ontvanger, new.client_id, new.stroom, new.naam, new.dag, new.gegevens,
      new.artikelen, new.wie_soort, new.wie_id, new.geopend_op, new.uiterlijk, new.formaat)
    is distinct from
     (old.id, old.protocol, old.protocol_hash, old.ontvanger, old.client_id, old.stroom, old.naam, old.dag, old.gegevens,
      old.artikelen, old.wie_soort, old.wie_id, old.geopend_op, old.uiterlijk, old.formaat)
  then
    raise exception 'leveringen: what a delivery was opened with never changes';
  end if;
  if old.klaar_op is not null and (new.klaar_op, new.aantal, new.bytes, new.delen, new.sha256)
    is distinct from (old.klaar_op, old.aantal, old.bytes, old.delen, old.sha256)
  then
    raise exception 'leveringen: a counted delivery is not counted again';
  end if;
  if old.uitgereikt_op is not null and new.uitgereikt_op is distinct from old.uitgereikt_op then
    raise exception 'leveringen: a delivery that was handed over stays so';
  end if;
  if new.sleutel is distinct from old.sleutel and new.gesloten_op is null then
    raise exception 'leveringen: the key stays until the delivery closes';
  end if;
  return new;
end $$;
create trigger gaat_vooruit before update or delete on leveringen
  for each row execute function levering_gaat_vooruit();
create trigger blijft_heel before truncate on leveringen for each statement execute function enkel_toevoegen();

create function levering_wist_inhoud() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  delete from leveringdelen where levering = new.id;
  return null;
end $$;
create trigger wist_inhoud after update on leveringen
  for each row when (old.gesloten_op is null and new.gesloten_op is not null) execute function levering_wist_inhoud();

create function levering_houdt_inhoud() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from leveringen where id = new.levering and klaar_op is null and gesloten_op is null for share;
    if not found then
      raise exception 'leveringdelen: the delivery takes no more parts' using errcode = 'LV001';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' and exists (select from leveringen where id = old.levering and gesloten_op is not null) then
    return old;
  end if;
  raise exception 'leveringdelen: the content of an open delivery stays as it is';
end $$;
create trigger houdt_inhoud before insert or update or delete on leveringdelen
  for each row execute function levering_houdt_inhoud();`)
    .execute(db);
}
