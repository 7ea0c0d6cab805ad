import { type RawBuilder, sql } from 'kysely';
import { code, maakWerktabel, type Werkkolom, werk } from '../werkruimte/index.ts';
import { elders } from './geleende_sleutels.ts';
import { isAndere, kanDezelfdeZijn, metKandidaten } from './kandidaten.ts';
import { isZelfde } from './zelfde_leerling.ts';

/**
 * Decides about each person, by the line that speaks for it. `via_…` is the pupil to which a key leads, also
 * a key of another line of the person. `samen_…` is a pupil who turns out to be the same and has no INSZ.
 */
export const besluitPersonen = (peildatum: string) =>
  maakWerktabel(
    'personen',
    sql`
      with leidend as (
        select * from ${werk.klaar} k where reden is null
          and not exists (select from ${werk.volgregels} v where v.regel = k.regel)
      ), gekend as (${metKandidaten(sql`leidend`)}), gevonden as (
        select k.*, coalesce(k.direct_unieke, eu.leerling_id) as via_unieke,
          coalesce(k.direct_geregistreerde, eg.leerling_id) as via_geregistreerde
        from gekend k
        left join ${elders('unieke_persoon')} eu on eu.persoon = k.persoon
        left join ${elders('geregistreerde_persoon')} eg on eg.persoon = k.persoon
      ), besloten as (
        select p.*, p.persoon as wie, i.id as i_id, u.id as u_id, u.insz_hash as u_insz,
          g.id as g_id, g.insz_hash as g_insz, g.unieke_persoon as g_unieke,
          coalesce(${TWEE_INSZ}, ${isAndere(peildatum)}, ${WIE_HET_IS}) as besluit
        from gevonden p
        left join leerlingen i on i.id = p.via_insz
        left join leerlingen u on u.id = p.via_unieke
        left join leerlingen g on g.id = p.via_geregistreerde
      )
      select *, case besluit when ${code('nieuw')} then nieuw_id else coalesce(i_id, u_id, g_id) end as leerling_id,
        case when i_id <> u_id and u_insz is null then u_id end as samen_unieke,
        case when g_id <> coalesce(i_id, u_id) and g_insz is null and g_unieke is null and g_id is distinct from u_id
          then g_id end as samen_geregistreerde
      from besloten`,
  );

/**
 * The same in a register without pupils: each person is new.
 * docs/keuzes/register.md#a-first-load-looks-for-nobody
 */
export const IEDEREEN_NIEUW = maakWerktabel(
  'personen',
  sql`
    select *, persoon as wie, nieuw_id as leerling_id, ${code('nieuw')} as besluit,
      null::uuid as via_insz, null::uuid as via_unieke, null::uuid as via_geregistreerde,
      null::uuid as samen_unieke, null::uuid as samen_geregistreerde
    from ${werk.klaar} k where reden is null
      and not exists (select from ${werk.volgregels} v where v.regel = k.regel)`,
);

/** The INSZ leads to one pupil and a weaker key to another, and both pupils have an INSZ. */
const TWEE_INSZ = sql`case
  when i.id is not null and u.id <> i.id and u.insz_hash is not null then ${code('twee_insz_voor_unieke_persoon')}
  when i.id is not null and g.id <> i.id and g.insz_hash is not null then ${code('twee_insz_voor_geregistreerde_persoon')}
  end`;

/**
 * The pupil to whom the strongest key leads. An INSZ leads to a pupil without one when the operator said so
 * (koppel_twijfel.ts).
 */
const WIE_HET_IS = sql`case
  when i.id is not null and i.insz_hash is null then ${code('identificatie')}
  when i.id is not null then ${code('bekend')}
  when p.insz is not null and u.id is not null then
    case when u.insz_hash is null then ${code('identificatie')}
      when ${wordtRijksregister('u')} then ${code('insz_gewijzigd')}
      else ${code('twee_insz_voor_unieke_persoon')} end
  when p.insz is not null and g.id is not null and ${kanDezelfdeZijn} then
    case when g.insz_hash is null then ${code('identificatie')}
      when ${wordtRijksregister('g')} then ${code('insz_gewijzigd')}
      else ${code('twee_insz_voor_geregistreerde_persoon')} end
  when u.id is not null then ${code('bekend')}
  when g.id is not null and p.insz is null and ${kanDezelfdeZijn} then ${code('bekend')}
  else ${code('nieuw')} end`;

/** A pupil with a BIS number gets a number in the National Register. The rest must then be the same. */
function wordtRijksregister(oud: 'u' | 'g'): RawBuilder<unknown> {
  return sql`(${sql.ref(`${oud}.insz_soort`)} = 'bis' and p.insz_soort = 'rijksregister' and ${isZelfde(oud, 'p')})`;
}

const TWIJFELKOLOMMEN = sql.join(
  [
    ...(['regel', 'besluit', 'via_insz', 'via_unieke', 'via_geregistreerde', 'insz', 'unieke_persoon'] as const),
    ...(['geregistreerde_persoon', 'instellingsnummer', 'stamnummer'] as const),
    ...(['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag'] as const),
  ].map((kolom: Werkkolom<'personen'> & Werkkolom<'vreemd'>) => sql.ref(kolom)),
);

/**
 * Lines that were set apart become persons of their own, so that they come on the review list like other
 * doubts.
 */
export const ZET_AFGESPLITSTE_ERBIJ = sql`
  insert into ${werk.personen} (persoon, wie, ${TWIJFELKOLOMMEN})
  select nieuw_id, persoon, ${TWIJFELKOLOMMEN}
  from (
    select nieuw_id, persoon, ${TWIJFELKOLOMMEN} from ${werk.meervoudig} join ${werk.afgesplitst} using (regel)
    union all select nieuw_id, persoon, ${TWIJFELKOLOMMEN} from ${werk.vreemd}
  ) t`;

/** What the planner must know is which persons there are. The other columns would take most of the time. */
export const INDEXEN = [
  sql`create index on ${werk.personen} (besluit) where besluit <> ${code('nieuw')}`,
  sql`analyze ${werk.personen} (persoon, leerling_id, besluit)`,
];

/**
 * Which pupil is merged into which other pupil, by any line of a person. Only a pupil without an INSZ goes,
 * and nobody is merged into a pupil who is new.
 */
export const SAMENGAAN = maakWerktabel(
  'samengaan',
  sql`
    select persoon, leerling_id as naar, samen_unieke as van from ${werk.personen}
    where samen_unieke is not null and besluit <> ${code('nieuw')}
    union
    select persoon, leerling_id, samen_geregistreerde from ${werk.personen}
    where samen_geregistreerde is not null and besluit <> ${code('nieuw')}
    union
    select persoon, p.leerling_id, l.id
    from ${werk.elders} e join ${werk.personen} p using (persoon) join leerlingen l on l.id = e.leerling_id
    where l.insz_hash is null and l.id <> p.leerling_id and p.besluit <> ${code('nieuw')}
      and (e.soort = 'unieke_persoon' or l.unieke_persoon is null)`,
);
