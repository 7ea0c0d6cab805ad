import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

/**
 * Fills a database from before migration 008 with the rows of a school year: pupils with everything that
 * belongs to them, sessions of today, and rows of the log. Of each hundred pupils, one is blocked and five
 * went through a merge.
 */
export async function vulOudeDatabase(db: Database, leerlingen: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create temp table vulling on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as account, i, 100000 + i % 50 as school
      from generate_series(1, ${sql.lit(leerlingen)}) i`.execute(trx);
    await sql.raw(REGISTER).execute(trx);
    await sql.raw(TOEPASSINGEN).execute(trx);
    await sql.raw(WIE_IS_WIE).execute(trx);
    await sql.raw(AANMELDINGEN).execute(trx);
  });
  // PostgreSQL does this by itself in a database that is in use.
  await sql`analyze`.execute(db);
}

const REGISTER = `
insert into scholen select distinct school::text, 'School ' || school from vulling;
insert into vestigingsplaatsen select instellingsnummer, 1, naam from scholen;
insert into administratieve_groepen values ('4064', 'Lager onderwijs');
insert into leerlingen (id, insz_hash, insz_soort, leer_id_uuid, voornaam, naam, geboortejaar, geboortemaand, geboortedag, email,
    individueel_aangepast_curriculum, anderstalige_nieuwkomer, unieke_persoon)
  select id, case when i % 3 > 0 then sha256(uuid_send(id)) end, case when i % 3 > 0 then 'rijksregister' end,
    case when i % 3 > 0 then account end, 'Voornaam' || i, 'Naam' || i, 2008 + i % 12, 1 + i % 12, 1 + i % 28,
    case when i % 5 = 0 then 'kind' || i || '@school.example' end, i % 50 = 0, i % 70 = 0, 'UP-' || i from vulling;
insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op, laatst_aangemeld_op, geblokkeerd_op)
  select account, id, case when i % 3 > 0 then 'definitief' else 'tijdelijk' end, now() - interval '1 year',
    case when i % 2 = 0 then now() end, case when i % 100 = 0 then now() end from vulling;
insert into aanmeldmiddelen (account_uuid, soort, gebruikersnaam, wachtwoord_hash)
  select account, 'wachtwoord', 'kind.' || i, case when i % 4 > 0 then '$argon2id$' || i end from vulling;
insert into historiek_account_uuid select gen_random_uuid(), id, now() from vulling where i % 10 = 0;
insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep, hoofdstructuur, stamnummer,
    status, van, tot, bron)
  select id, school::text, 1, '4064', '211', lpad(i::text, 7, '0'), 'gerealiseerd', current_date - 90, current_date + 200, uuid_send(id)
  from vulling;
insert into klassen (instellingsnummer, schooljaar, klas) select instellingsnummer, 2026, '3A' from scholen;
insert into klastoewijzingen select v.id, k.id, current_date - 90, null
  from vulling v join klassen k on k.instellingsnummer = v.school::text;`;

const TOEPASSINGEN = `
insert into samenwerkingen select instellingsnummer, 'smartschool', current_date - 90, null from scholen;
insert into zichtbaarheid select id, 'smartschool', now() from vulling;
insert into toetsen values ('WIS', 'Wiskunde');
insert into toetstoewijzingen select id, 'WIS', now(), now() + interval '1 hour' from vulling where i % 4 = 0;
insert into protocolstops values ('ander', current_date, 'uitgever', 'De dienst stopt.', now());`;

/**
 * What a merge keeps, as migrations read it: the removed pupil had an account and an enrolment, and another
 * pupil had been merged into it before.
 */
const WIE_IS_WIE = `
insert into vroegere_sleutels select 'insz', encode(sha256(uuid_send(account)), 'hex'), id from vulling where i % 20 = 0;
insert into scheidingen select v.id, a.id, now() from vulling v join vulling a on a.i = v.i + 1 where v.i % 200 = 0;
insert into beoordelingen (kenmerk, reden, sleutel_soort, sleutel, leerlingen, instellingsnummer, regel, eerst_gezien_op, laatst_gezien_op)
  select 'twijfel ' || i, 'stamnummer', 'unieke_persoon', 'UP-' || i, array[id], school::text, i, now(), now() from vulling where i % 40 = 0;
insert into gebruikersnaamstammen select 'kind', max(i) from vulling;
insert into verslagen (soort, begonnen_op, klaar_op, kenmerk, tellingen) values ('discimus', now(), now(), 'x', '{"nieuw": 1}');
create function pg_temp.bewaard(l leerlingen, eerder jsonb) returns jsonb language sql as $$
  select jsonb_build_object('leerling', to_jsonb(l), 'samenvoegingen', eerder,
    'accounts', (select jsonb_agg(to_jsonb(a)) from accounts a where a.leerling_id = l.id),
    'inschrijvingen', (select jsonb_agg(to_jsonb(i)) from inschrijvingen i where i.leerling_id = l.id),
    'zichtbaarheid', (select jsonb_agg(to_jsonb(z)) from zichtbaarheid z where z.leerling_id = l.id),
    'blijvend', jsonb_build_object('zichtbaarheid', (select jsonb_agg(to_jsonb(z)) from zichtbaarheid z where z.leerling_id = l.id)))
$$;
insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op, ontkoppeld_op)
  select v.id, gen_random_uuid(),
    case when v.i % 60 = 0 then '{}' else pg_temp.bewaard(l, jsonb_build_array(jsonb_build_object('ontkoppeld_op', null,
      'gegevens', pg_temp.bewaard(l, '[]')))) end,
    now(), case when v.i % 60 = 0 then now() end
  from vulling v join leerlingen l on l.id = v.id where v.i % 20 = 0;`;

const AANMELDINGEN = `
do $$ declare tabel text; begin
  foreach tabel in array array['oidc_sessions', 'oidc_session_clients', 'oidc_grants'] loop
    execute format('create table %I partition of %I for values from (%L) to (%L)',
      tabel || '_' || to_char(current_date, 'YYYYMMDD'), tabel, current_date - 1, current_date + 1);
  end loop;
end $$;
insert into oidc_sessions (id, gemaakt_op, verloopt_op, uid, account_uuid, transient)
  select 'sessie ' || i, now(), now() + interval '10 hours', 'uid ' || i, account, false from vulling where i % 4 = 0;
insert into oidc_session_clients select 'uid ' || i, now(), 'smartschool', 'sid ' || i, 'grant ' || i, true from vulling where i % 4 = 0;
insert into oidc_grants select 'grant ' || i, now(), now() + interval '10 hours', account, 'smartschool', 'openid', null
  from vulling where i % 4 = 0;
insert into oidc_sleutels values ('kid', 'ES256', 'actief', 'verzegeld', now());
insert into aanmeldpogingen select 'account:' || i, 1, 1 from vulling where i % 50 = 0;
insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens, artikelen, rechtsgrond, aanleiding)
  select now() - i * interval '1 minute', 'smartschool', repeat('a', 64), 'smartschool', id, account, '{naam,voornaam}', '{art. 3}',
    '6.1.e', 'aanmelding' from vulling;`;
