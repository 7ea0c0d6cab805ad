import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { ONENIG, splitsAf, volgregels } from './afsplitsen.ts';
import { isAndere, kanDezelfdeZijn, metKandidaten } from './kandidaten.ts';
import { weigerVreemde } from './zeggenschap.ts';
import { isZelfde } from './zelfde_leerling.ts';

export const ZEKER = sql`('nieuw', 'bekend', 'identificatie', 'insz_gewijzigd')`;

/**
 * Who is meant: INSZ, else unieke persoon, else geregistreerde persoon (S3 art. 3). Each person of the delivery gets a decision:
 * `nieuw`, `bekend`, `identificatie`, `insz_gewijzigd`, or a doubt, which is never guessed at.
 */
export async function herkenPersonen(trx: Database, peildatum: string): Promise<void> {
  const { eerst, daarna } = splitsAf(peildatum);
  const stappen = [
    ...weigerVreemde(peildatum),
    ...ERF_SLEUTELS,
    ...eerst,
    ...volgregels(),
    ELDERS,
    personen(peildatum),
    ONENIG,
    daarna,
  ];
  for (const stap of [...stappen, ...INDEXEN, SAMENGAAN]) await stap.execute(trx);
}

/** A line with a weak key only belongs to the person of another line with that key, when there is just one. */
const ERF_SLEUTELS: RawBuilder<unknown>[] = [
  sql`
    update klaar k set unieke_persoon = m.sleutel
    from (
      select geregistreerde_persoon, min(unieke_persoon) as sleutel from klaar
      where reden is null and unieke_persoon is not null and geregistreerde_persoon in (
        select geregistreerde_persoon from klaar where insz is null and unieke_persoon is null)
      group by 1 having min(unieke_persoon) = max(unieke_persoon)
    ) m
    where k.insz is null and k.unieke_persoon is null and k.geregistreerde_persoon = m.geregistreerde_persoon`,
  ...['unieke_persoon', 'geregistreerde_persoon'].map(
    (soort) => sql`
    update klaar k set insz = m.insz, insz_soort = m.insz_soort
    from (
      select ${sql.ref(soort)} as sleutel, min(insz) as insz, min(insz_soort) as insz_soort from klaar
      where reden is null and insz is not null and ${sql.ref(soort)} in (
        select ${sql.ref(soort)} from klaar where insz is null)
      group by 1 having min(insz) = max(insz)
    ) m
    where k.insz is null and k.${sql.ref(soort)} = m.sleutel`,
  ),
];

/** Whom the weak keys of those other lines lead to. */
const ELDERS = sql`
  create temp table elders on commit drop as
  select distinct k.persoon, 'unieke_persoon' as soort, coalesce(u.id, v.leerling_id) as leerling_id
  from volgregels k
  left join leerlingen u on u.unieke_persoon = k.unieke_persoon
  left join vroegere_sleutels v on v.soort = 'unieke_persoon' and v.sleutel = k.unieke_persoon
  where coalesce(u.id, v.leerling_id) is not null
  union
  select k.persoon, 'geregistreerde_persoon', g.id
  from volgregels k
  left join leerlingen l on l.geregistreerde_persoon = k.geregistreerde_persoon
  left join vroegere_sleutels v on v.soort = 'geregistreerde_persoon' and v.sleutel = k.geregistreerde_persoon
  join leerlingen g on g.id = coalesce(l.id, v.leerling_id)
  where g.unieke_persoon is null or k.unieke_persoon is null or g.unieke_persoon = k.unieke_persoon`;

function elders(soort: 'unieke_persoon' | 'geregistreerde_persoon'): RawBuilder<unknown> {
  return sql`(select distinct on (persoon) persoon, leerling_id from elders where soort = ${sql.lit(soort)} order by 1, 2)`;
}

/** `via_*`: whom each key leads to. `samen_*`: who turns out to be the same. */
const personen = (peildatum: string) => sql`
  create temp table personen on commit drop as
  with leidend as (
    select * from klaar k where reden is null and not exists (select from volgregels v where v.regel = k.regel)
  ), gekend as (${metKandidaten(sql`leidend`)}), gevonden as (
    select k.*, coalesce(k.direct_unieke, eu.leerling_id) as via_unieke,
      coalesce(k.direct_geregistreerde, eg.leerling_id) as via_geregistreerde
    from gekend k
    left join ${elders('unieke_persoon')} eu on eu.persoon = k.persoon
    left join ${elders('geregistreerde_persoon')} eg on eg.persoon = k.persoon
  ), besloten as (
    select p.*, i.id as i_id, u.id as u_id, u.insz_hash as u_insz,
      g.id as g_id, g.insz_hash as g_insz, g.unieke_persoon as g_unieke,
      coalesce(case
        when i.id is not null and u.id <> i.id and u.insz_hash is not null then 'twee_insz_voor_unieke_persoon'
        when i.id is not null and g.id <> i.id and g.insz_hash is not null then 'twee_insz_voor_geregistreerde_persoon'
      end, ${isAndere(peildatum)}, case
        -- The operator said so: see koppel_twijfel.ts.
        when i.id is not null and i.insz_hash is null then 'identificatie'
        when i.id is not null then 'bekend'
        when p.insz is not null and u.id is not null then
          case when u.insz_hash is null then 'identificatie'
            when ${wordtRijksregister('u')} then 'insz_gewijzigd'
            else 'twee_insz_voor_unieke_persoon' end
        when p.insz is not null and g.id is not null and ${kanDezelfdeZijn} then
          case when g.insz_hash is null then 'identificatie'
            when ${wordtRijksregister('g')} then 'insz_gewijzigd'
            else 'twee_insz_voor_geregistreerde_persoon' end
        when u.id is not null then 'bekend'
        when g.id is not null and p.insz is null and ${kanDezelfdeZijn} then 'bekend'
        else 'nieuw'
      end) as besluit
    from gevonden p
    left join leerlingen i on i.id = p.via_insz
    left join leerlingen u on u.id = p.via_unieke
    left join leerlingen g on g.id = p.via_geregistreerde
  )
  select regel, persoon, persoon as wie, zwak, case besluit when 'nieuw' then nieuw_id else coalesce(i_id, u_id, g_id) end as leerling_id,
    nieuw_id, account_uuid, leer_id_uuid, besluit,
    case when i_id <> u_id and u_insz is null then u_id end as samen_unieke,
    case when g_id <> coalesce(i_id, u_id) and g_insz is null and g_unieke is null and g_id is distinct from u_id
      then g_id end as samen_geregistreerde,
    via_insz, via_unieke, via_geregistreerde, insz, unieke_persoon, geregistreerde_persoon, instellingsnummer, stamnummer,
    vestigingsplaats, administratieve_groep, hoofdstructuur, status, van, tot, bron, insz_soort, voornaam, naam,
    geboortejaar, geboortemaand, geboortedag, email, stam
  from besloten`;

const INDEXEN = [sql`create index on personen (besluit) where besluit <> 'nieuw'`, sql`analyze personen`];

/** Who goes up in whom, by whichever line of a person: only who has no INSZ goes. */
const SAMENGAAN = sql`
  create temp table samengaan on commit drop as
  select persoon, leerling_id as naar, samen_unieke as van from personen where samen_unieke is not null
  union
  select persoon, leerling_id, samen_geregistreerde from personen where samen_geregistreerde is not null
  union
  select persoon, p.leerling_id, l.id from elders e join personen p using (persoon) join leerlingen l on l.id = e.leerling_id
  where l.insz_hash is null and l.id <> p.leerling_id and p.besluit <> 'nieuw'
    and (e.soort = 'unieke_persoon' or l.unieke_persoon is null)`;

/** Who had a BIS number gets one in the National Register: then the rest must be the same. */
function wordtRijksregister(oud: 'u' | 'g') {
  return sql`(${sql.ref(`${oud}.insz_soort`)} = 'bis' and p.insz_soort = 'rijksregister' and ${isZelfde(oud, 'p')})`;
}
