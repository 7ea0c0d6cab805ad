import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { AANHANG } from '../../aanhang.ts';
import { sluitToegang } from '../../sluit_toegang.ts';
import { BLIJVEND_ADRES, ERF_EMAIL } from '../../wie_is_wie/email_samen.ts';
import { BLIJVEND_PERSOON } from '../../wie_is_wie/persoon_samen.ts';
import { voerUit } from './leerlingsleutels.ts';
import { maakOnbevestigd } from './onbevestigd.ts';

/**
 * Two pupils turn out to be one. The account of the one that goes becomes history of the one that stays; its user name signs in
 * to the surviving account; enrolments and the rest move along. All that it had is kept, so that it can be undone.
 * A person in doubt merges nobody, also when another person of the same pupil is sure.
 * What was given to sign in to the one that goes, by a school that does not have the one that stays, opens nothing of the latter.
 * @returns how many pupils went, and the user names that need a new letter
 */
export async function voegSamen(
  trx: Database,
  nu: Temporal.Instant,
): Promise<{ samengevoegd: number; afgesloten: string[] }> {
  const { rows } = await sql<{ n: number }>`
    with bewaard as (
      insert into samen select distinct g.van, g.naar from samengaan g join personen using (persoon)
      where besluit in ('bekend', 'identificatie', 'insz_gewijzigd')
      returning van
    )
    select count(*)::int as n from bewaard`.execute(trx);
  const samengevoegd = rows[0]?.n ?? 0;
  if (!samengevoegd) return { samengevoegd, afgesloten: [] };
  await voerUit(trx, [houd, bewaar(nu)]);
  const afgesloten = await sluitToegang(trx, GEGEVEN_ELDERS);
  await voerUit(trx, [maakOnbevestigd(sql`samen`, nu), ...verplaats(nu)]);
  return { samengevoegd, afgesloten };
}

const GEGEVEN_ELDERS = sql`
  select m.id from samen s join accounts a on a.leerling_id = s.van join aanmeldmiddelen m using (account_uuid)
  where exists (select from inschrijvingen i where i.leerling_id = s.van and i.onbevestigd_sinds is null
    and not exists (select from inschrijvingen e where e.leerling_id = s.naar and e.instellingsnummer = i.instellingsnummer
      and e.onbevestigd_sinds is null))`;

/** Who is blocked at this very moment is so before the merge or after it, and not lost in between. */
const houd = sql`
  select from leerlingen where id in (select van from samen union select naar from samen) order by id for no key update`;

function rijenVan(tabel: string, leerling: RawBuilder<unknown> = sql`s.van`) {
  return sql`(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from ${sql.table(tabel)} x where x.leerling_id = ${leerling})`;
}

function bewaar(nu: Temporal.Instant) {
  return sql`
    insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    select s.naar, s.van, jsonb_build_object(
      'leerling', to_jsonb(l),
      'accounts', ${rijenVan('accounts')},
      'historiek_account_uuid', ${rijenVan('historiek_account_uuid')},
      'vroegere_sleutels', ${rijenVan('vroegere_sleutels')},
      'samenvoegingen', ${rijenVan('samenvoegingen')},
      'scheidingen', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from scheidingen x where s.van in (x.leerling_id, x.andere_leerling_id)),
      'inschrijvingen', ${rijenVan('inschrijvingen')},
      ${sql.join(Object.keys(AANHANG).map((tabel) => sql`${sql.lit(tabel)}, ${rijenVan(tabel)}`))},
      'blijvend', jsonb_build_object(${sql.join(
        Object.keys(AANHANG).map((tabel) => sql`${sql.lit(tabel)}, ${rijenVan(tabel, sql`s.naar`)}`),
      )}, 'geblokkeerd_op', b.geblokkeerd_op, 'adres', ${BLIJVEND_ADRES}, 'persoon', ${BLIJVEND_PERSOON}),
      'aanmeldmiddelen', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'account_uuid', m.account_uuid)), '[]')
        from aanmeldmiddelen m join accounts a using (account_uuid) where a.leerling_id = s.van)
    ), ${nu.toString()}::timestamptz
    from samen s join leerlingen l on l.id = s.van join leerlingen b on b.id = s.naar`;
}

/** Who stays is blocked if either was; whoever is signed in to the one that was not, no longer is. */
const ERF_BLOKKERING = [
  sql`insert into geraakte_accounts
    select a.account_uuid, a.leerling_id from samen s join leerlingen v on v.id = s.van join leerlingen n on n.id = s.naar
    join accounts a on a.leerling_id = n.id where v.geblokkeerd_op is not null and n.geblokkeerd_op is null`,
  sql`update leerlingen n set geblokkeerd_op = least(n.geblokkeerd_op, v.sinds)
    from (select s.naar, min(l.geblokkeerd_op) as sinds from samen s join leerlingen l on l.id = s.van group by 1) v
    where n.id = v.naar and v.sinds is not null`,
];

function verplaats(nu: Temporal.Instant) {
  return [
    // Persons of the delivery that are the pupil who goes are the one who stays from here on.
    ...['personen', 'volglijnen'].map(
      (tabel) => sql`update ${sql.table(tabel)} p set leerling_id = s.naar from samen s where p.leerling_id = s.van`,
    ),
    sql`create temp table blijvend on commit drop as
      select distinct on (s.van) s.van, s.naar, a.account_uuid from samen s join accounts a on a.leerling_id = s.naar
      order by s.van, a.soort, a.aangemaakt_op, a.account_uuid`,
    sql`create temp table opgaand on commit drop as
      select b.naar, b.account_uuid as blijft, a.* from blijvend b join accounts a on a.leerling_id = b.van`,
    sql`update aanmeldmiddelen m set account_uuid = o.blijft from opgaand o where m.account_uuid = o.account_uuid`,
    sql`update accounts a set laatst_aangemeld_op = greatest(a.laatst_aangemeld_op, o.laatst_aangemeld_op)
      from (select blijft, max(laatst_aangemeld_op) as laatst_aangemeld_op from opgaand group by 1) o
      where a.account_uuid = o.blijft`,
    sql`delete from accounts a using opgaand o where a.account_uuid = o.account_uuid`,
    sql`insert into historiek_account_uuid select account_uuid, naar, ${nu.toString()}::timestamptz from opgaand`,
    sql`insert into geraakte_accounts select account_uuid, leerling_id from opgaand`,
    ...ERF_BLOKKERING,
    ERF_EMAIL,
    sql`update historiek_account_uuid h set leerling_id = s.naar from samen s where h.leerling_id = s.van`,
    sql`delete from inschrijvingen i using (
        select e.id, row_number() over (
          partition by s.naar, instellingsnummer, administratieve_groep, e.van order by e.leerling_id <> s.naar, e.id) as plaats
        from (select naar, van from samen union select naar, naar from samen) s join inschrijvingen e on e.leerling_id = s.van
      ) d where d.id = i.id and d.plaats > 1`,
    sql`update inschrijvingen i set leerling_id = s.naar from samen s where i.leerling_id = s.van`,
    // A row that the other has as well stays the other's.
    ...Object.entries(AANHANG).map(([tabel, { sleutel, rest }]) => {
      const kolommen = [...sleutel, ...rest];
      return sql`
        insert into ${sql.table(tabel)} (leerling_id, ${sql.join(kolommen.map((kolom) => sql.ref(kolom)))})
        select s.naar, ${sql.join(kolommen.map((kolom) => sql.ref(`x.${kolom}`)))}
        from ${sql.table(tabel)} x join samen s on s.van = x.leerling_id on conflict do nothing`;
    }),
    sql`update vroegere_sleutels v set leerling_id = s.naar from samen s where v.leerling_id = s.van`,
    sql`insert into vroegere_sleutels
      select k.soort, k.sleutel, s.naar from samen s join leerlingen l on l.id = s.van
      cross join lateral (values ('unieke_persoon', l.unieke_persoon), ('geregistreerde_persoon', l.geregistreerde_persoon))
        as k (soort, sleutel)
      where k.sleutel is not null on conflict do nothing`,
    // Who was not the one that goes is not the one that stays either.
    sql`insert into scheidingen
      select s.naar, case when x.leerling_id = s.van then x.andere_leerling_id else x.leerling_id end, x.vastgelegd_op
      from scheidingen x join samen s on s.van in (x.leerling_id, x.andere_leerling_id)
      where s.naar not in (x.leerling_id, x.andere_leerling_id) on conflict do nothing`,
    sql`delete from leerlingen l using samen s where l.id = s.van`,
  ];
}
