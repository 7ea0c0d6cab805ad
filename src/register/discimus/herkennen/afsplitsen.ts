import { type RawBuilder, sql } from 'kysely';
import { OPVOLGERS } from '../scholen/naslag.ts';
import { isAndere, metKandidaten } from './kandidaten.ts';
import { LEENT_TE_VEEL, VAN_ANDERE_SCHOOL } from './zeggenschap.ts';
import { isAanvaard, isAnders, isVerwisseld } from './zelfde_leerling.ts';

/**
 * Lines of several schools about one person need not say the same. One that contradicts the pupil that its keys lead to, or the line that
 * speaks for the person, is in doubt by itself: the lines of the other school are applied, and it takes nothing from them.
 */

const VIA = sql.raw('direct_unieke as via_unieke, direct_geregistreerde as via_geregistreerde');

/** `eerst`: before it is decided which line speaks. `daarna`: they are on the review list like persons. */
export function splitsAf(peildatum: string): { eerst: RawBuilder<unknown>[]; daarna: RawBuilder<unknown> } {
  return {
    eerst: [
      sql`create temp table meervoudig on commit drop as
        select m.*, ${VIA}, o.nieuw as opvolger from (${metKandidaten(sql`(
          select * from klaar where reden is null and persoon in (
            select persoon from klaar where reden is null group by persoon having count(*) > 1))`)}) m
        left join ${OPVOLGERS} o on o.oud = m.instellingsnummer`,
      sql`create temp table afgesplitst on commit drop as
        select * from (
          select p.regel, coalesce(${isAndere(peildatum)}, case when ${LEENT_TE_VEEL} then ${sql.lit(VAN_ANDERE_SCHOOL)} end) as besluit
          from meervoudig p
          left join leerlingen i on i.id = p.via_insz
          left join leerlingen u on u.id = p.via_unieke
          left join leerlingen g on g.id = p.via_geregistreerde
        ) where besluit is not null`,
      ...LEG_OPZIJ,
    ],
    daarna: sql`
      insert into personen (persoon, wie, ${TWIJFELKOLOMMEN})
      select nieuw_id, persoon, ${TWIJFELKOLOMMEN}
      from (
        select nieuw_id, persoon, ${TWIJFELKOLOMMEN} from meervoudig join afgesplitst using (regel)
        union all select nieuw_id, persoon, ${TWIJFELKOLOMMEN} from vreemd
      ) t`,
  };
}

const TWIJFELKOLOMMEN = sql.raw(
  [
    ...['regel', 'besluit', 'via_insz', 'via_unieke', 'via_geregistreerde', 'insz', 'unieke_persoon'],
    ...['geregistreerde_persoon', 'instellingsnummer', 'stamnummer'],
    ...['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag'],
  ].join(', '),
);

const LEG_OPZIJ = [
  sql`update klaar k set reden = a.besluit from afgesplitst a where a.regel = k.regel and k.reden is null`,
  sql`insert into ongelezen select instellingsnummer, stamnummer from meervoudig join afgesplitst using (regel)`,
];

/**
 * All lines of a person but the one that speaks for the pupil: with an INSZ of its own before one without, and of those the one that
 * begins last. Most persons have one line.
 */
export function volgregels(): RawBuilder<unknown>[] {
  return [
    sql`create temp table volgregels on commit drop as
      select * from (
        select k.*, row_number() over (partition by persoon order by zwak, van desc, regel desc) as plaats
        from klaar k where reden is null and regel in (select regel from meervoudig)
      ) where plaats > 1`,
    sql`create temp table tegensprekend on commit drop as
      select v.regel, v.persoon, v.insz is null as zonder_insz, b.leerling is not null as gekend
      from volgregels v
      join klaar p on p.persoon = v.persoon and p.reden is null and p.regel not in (select regel from volgregels)
      left join (select persoon, min(coalesce(via_insz, via_unieke, via_geregistreerde)::text)::uuid as leerling
        from meervoudig group by 1) b on b.persoon = v.persoon
      where ${isAnders('p', 'v')} and not ${isVerwisseld('p', 'v')} and not ${isAanvaard(sql.ref('b.leerling'), 'v')}`,
    sql`insert into afgesplitst
      select regel, case when zonder_insz then 'andere_persoon_onder_sleutel' else 'andere_persoon_onder_insz' end
      from tegensprekend where gekend`,
    ...LEG_OPZIJ,
    sql`delete from volgregels where regel in (select regel from afgesplitst)`,
    sql`analyze volgregels`,
  ];
}

/** Of somebody whom nobody knows yet, nobody can tell which line is right. */
export const ONENIG = sql`
  update personen p set besluit = case when insz is null then 'andere_persoon_onder_sleutel' else 'andere_persoon_onder_insz' end
  where besluit = 'nieuw' and persoon in (select persoon from tegensprekend where not gekend)`;
