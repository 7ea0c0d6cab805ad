import { type RawBuilder, sql } from 'kysely';
import type { Verhuizingen } from '../../../kamer.ts';
import { maakWerktabel, werk } from '../werkruimte/index.ts';
import { erfEmail } from './email_samen.ts';

/**
 * Moves everything of the pupils that go to the pupils that stay (`samengevoegden`), and deletes the pupils
 * that go.
 */
export function verplaatsLeerlingen(verhuizingen: Verhuizingen, nu: Temporal.Instant): RawBuilder<unknown>[] {
  return [
    ...VOLG_IN_LEVERING,
    ...verplaatsAccounts(nu),
    ...ERF_BLOKKERING,
    erfEmail(werk.samengevoegden),
    sql`update historiek_account_uuid h set leerling_id = s.naar from ${werk.samengevoegden} s where h.leerling_id = s.van`,
    WIS_DUBBELE_INSCHRIJVINGEN,
    sql`update inschrijvingen i set leerling_id = s.naar from ${werk.samengevoegden} s where i.leerling_id = s.van`,
    ...verplaatsAanhang(verhuizingen),
    sql`update vroegere_sleutels v set leerling_id = s.naar from ${werk.samengevoegden} s where v.leerling_id = s.van`,
    BEWAAR_SLEUTELS,
    BEWAAR_SCHEIDINGEN,
    sql`delete from leerlingen l using ${werk.samengevoegden} s where l.id = s.van`,
  ];
}

/** A person of the delivery who is the pupil that goes becomes the pupil that stays. */
const VOLG_IN_LEVERING = [
  sql`update ${werk.personen} p set leerling_id = s.naar from ${werk.samengevoegden} s where p.leerling_id = s.van`,
  sql`update ${werk.volglijnen} p set leerling_id = s.naar from ${werk.samengevoegden} s where p.leerling_id = s.van`,
];

const verplaatsAccounts = (nu: Temporal.Instant) => [
  maakWerktabel(
    'blijvend',
    sql`
      select distinct on (s.van) s.van, s.naar, a.account_uuid
      from ${werk.samengevoegden} s join accounts a on a.leerling_id = s.naar
      order by s.van, a.soort, a.aangemaakt_op, a.account_uuid`,
  ),
  maakWerktabel(
    'opgaand',
    sql`
      select b.naar, b.account_uuid as blijft, a.account_uuid, a.leerling_id, a.laatst_aangemeld_op
      from ${werk.blijvend} b join accounts a on a.leerling_id = b.van`,
  ),
  sql`update aanmeldmiddelen m set account_uuid = o.blijft from ${werk.opgaand} o where m.account_uuid = o.account_uuid`,
  sql`update accounts a set laatst_aangemeld_op = greatest(a.laatst_aangemeld_op, o.laatst_aangemeld_op)
    from (select blijft, max(laatst_aangemeld_op) as laatst_aangemeld_op from ${werk.opgaand} group by 1) o
    where a.account_uuid = o.blijft`,
  sql`delete from accounts a using ${werk.opgaand} o where a.account_uuid = o.account_uuid`,
  sql`insert into historiek_account_uuid select account_uuid, naar, ${nu.toString()}::timestamptz from ${werk.opgaand}`,
  sql`insert into ${werk.geraakte_accounts} (account_uuid, leerling_id)
    select account_uuid, leerling_id from ${werk.opgaand}`,
];

/**
 * The pupil that stays is blocked if either pupil was. Whoever is signed in to the pupil that was not blocked
 * is signed out.
 */
const ERF_BLOKKERING = [
  sql`insert into ${werk.geraakte_accounts} (account_uuid, leerling_id)
    select a.account_uuid, a.leerling_id
    from ${werk.samengevoegden} s join leerlingen v on v.id = s.van join leerlingen n on n.id = s.naar
    join accounts a on a.leerling_id = n.id where v.geblokkeerd_op is not null and n.geblokkeerd_op is null`,
  sql`update leerlingen n set geblokkeerd_op = least(n.geblokkeerd_op, v.sinds)
    from (select s.naar, min(l.geblokkeerd_op) as sinds
      from ${werk.samengevoegden} s join leerlingen l on l.id = s.van group by 1) v
    where n.id = v.naar and v.sinds is not null`,
];

/** When both pupils have an enrolment, the one of the pupil that stays remains. */
const WIS_DUBBELE_INSCHRIJVINGEN = sql`
  delete from inschrijvingen i using (
    select e.id, row_number() over (
      partition by s.naar, instellingsnummer, administratieve_groep, e.van
      order by e.leerling_id <> s.naar, e.id) as plaats
    from (select naar, van from ${werk.samengevoegden} union select naar, naar from ${werk.samengevoegden}) s
    join inschrijvingen e on e.leerling_id = s.van
  ) d where d.id = i.id and d.plaats > 1`;

/**
 * Rows change their pupil and nothing else, so a key of their own stays. When both pupils have a row, the one
 * of the pupil that stays remains. When two pupils have a row and go to the same pupil, one of the two rows
 * moves.
 */
const verplaatsAanhang = (verhuizingen: Verhuizingen) =>
  Object.entries(verhuizingen).map(([naam, { sleutel }]) => {
    const tabel = sql.table(naam);
    const kolommen = (rij: string) => sql.join(sleutel.map((kolom) => sql.ref(`${rij}.${kolom}`)));
    return sql`
    update ${tabel} x set leerling_id = w.naar_leerling from (
      select s.van as van_leerling, s.naar as naar_leerling, ${kolommen('r')}, row_number() over (partition by s.naar, ${kolommen('r')} order by s.van) as plaats
      from ${tabel} r join ${werk.samengevoegden} s on s.van = r.leerling_id
      where not exists (
        select from ${tabel} b where b.leerling_id = s.naar and (${kolommen('b')}) = (${kolommen('r')}))
    ) w where w.plaats = 1 and x.leerling_id = w.van_leerling and (${kolommen('x')}) = (${kolommen('w')})`;
  });

/** The keys of the pupil that goes lead to the pupil that stays. */
const BEWAAR_SLEUTELS = sql`
  insert into vroegere_sleutels
  select k.soort, k.sleutel, s.naar from ${werk.samengevoegden} s join leerlingen l on l.id = s.van
  cross join lateral (values ('unieke_persoon', l.unieke_persoon), ('geregistreerde_persoon', l.geregistreerde_persoon))
    as k (soort, sleutel)
  where k.sleutel is not null on conflict do nothing`;

/** A pupil who was separated from the pupil that goes is now separated from the pupil that stays. */
const BEWAAR_SCHEIDINGEN = sql`
  insert into scheidingen
  select s.naar, case when x.leerling_id = s.van then x.andere_leerling_id else x.leerling_id end, x.vastgelegd_op
  from scheidingen x join ${werk.samengevoegden} s on s.van in (x.leerling_id, x.andere_leerling_id)
  where s.naar not in (x.leerling_id, x.andere_leerling_id) on conflict do nothing`;
