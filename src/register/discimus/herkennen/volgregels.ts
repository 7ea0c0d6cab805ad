import { type RawBuilder, sql } from 'kysely';
import { code, maakWerktabel, werk } from '../werkruimte/index.ts';
import { LEG_AFGESPLITSTE_OPZIJ } from './afsplitsen.ts';
import { isAanvaard, isAnders, isVerwisseld } from './zelfde_leerling.ts';

/** The lines of persons with more than one line. There are few, so it is not `klaar` that is read here. */
const NIET_AFGESPLITST = sql`(
  select * from ${werk.meervoudig} where regel not in (select regel from ${werk.afgesplitst}))`;

/**
 * All lines of a person except the one that speaks for the pupil. A line with an INSZ of its own speaks
 * before a line without one. Among equal lines, the one that begins last speaks. Most persons have one line.
 * A line that contradicts the speaking line is set apart when the register knows the pupil.
 */
export const VOLGREGELS: RawBuilder<unknown>[] = [
  maakWerktabel(
    'volgregels',
    sql`
      select * from (
        select *, row_number() over (partition by persoon order by zwak, van desc, regel desc) as plaats
        from ${NIET_AFGESPLITST}
      ) where plaats > 1`,
  ),
  maakWerktabel(
    'tegensprekend',
    sql`
      select v.regel, v.persoon, v.insz is null as zonder_insz, b.leerling is not null as gekend
      from ${werk.volgregels} v
      join ${NIET_AFGESPLITST} p on p.persoon = v.persoon and p.regel not in (select regel from ${werk.volgregels})
      left join (select persoon, min(coalesce(via_insz, via_unieke, via_geregistreerde)::text)::uuid as leerling
        from ${werk.meervoudig} group by 1) b on b.persoon = v.persoon
      where ${isAnders('p', 'v')} and not ${isVerwisseld('p', 'v')} and not ${isAanvaard(sql.ref('b.leerling'), 'v')}`,
  ),
  sql`insert into ${werk.afgesplitst} (regel, besluit)
    select regel, ${anderePersoon(sql`zonder_insz`)} from ${werk.tegensprekend} where gekend`,
  ...LEG_AFGESPLITSTE_OPZIJ,
  sql`delete from ${werk.volgregels} where regel in (select regel from ${werk.afgesplitst})`,
  sql`analyze ${werk.volgregels}`,
];

/**
 * The register does not know this person yet, and the lines contradict each other. Nobody can tell which of
 * them is right.
 */
export const BETWIJFEL_ONENIGE = sql`
  update ${werk.personen} p set besluit = ${anderePersoon(sql`insz is null`)}
  where besluit = ${code('nieuw')} and persoon in (select persoon from ${werk.tegensprekend} where not gekend)`;

function anderePersoon(zonderInsz: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${zonderInsz} then ${code('andere_persoon_onder_sleutel')}
    else ${code('andere_persoon_onder_insz')} end`;
}
