import { type RawBuilder, sql } from 'kysely';
import { OPVOLGERS } from '../scholen/index.ts';
import { code, maakWerktabel, werk } from '../werkruimte/index.ts';
import { isAndere, type Kandidatenzoeker } from './kandidaten.ts';
import { LEENT_TE_VEEL } from './zeggenschap.ts';

/**
 * Lines of several schools about one person may differ. A line that contradicts the pupil to which its keys
 * lead is in doubt by itself. The lines of the other schools are applied, and they take nothing from it. This
 * is decided before one of the lines speaks for the person.
 */
export function splitsAf(peildatum: string, zoek: Kandidatenzoeker): RawBuilder<unknown>[] {
  return [meervoudig(zoek), afgesplitst(peildatum), ...LEG_AFGESPLITSTE_OPZIJ];
}

const meervoudig = (zoek: Kandidatenzoeker) =>
  maakWerktabel(
    'meervoudig',
    sql`
      select m.*, m.direct_unieke as via_unieke, m.direct_geregistreerde as via_geregistreerde, o.nieuw as opvolger
      from (${zoek(sql`(
        select * from ${werk.klaar} where reden is null and persoon in (
          select persoon from ${werk.klaar} where reden is null group by persoon having count(*) > 1))`)}) m
      left join ${OPVOLGERS} o on o.oud = m.instellingsnummer`,
  );

/** `any(array[…])` keeps the planner to the key of leerlingen: otherwise it would hash them all for a few lines. */
const afgesplitst = (peildatum: string) =>
  maakWerktabel(
    'afgesplitst',
    sql`
      select * from (
        select p.regel,
          coalesce(${isAndere(peildatum)},
            case when ${LEENT_TE_VEEL} then ${code('leerling_van_andere_school')} end) as besluit
        from ${werk.meervoudig} p
        left join leerlingen i on i.id = any(array[p.via_insz])
        left join leerlingen u on u.id = any(array[p.via_unieke])
        left join leerlingen g on g.id = any(array[p.via_geregistreerde])
      ) where besluit is not null`,
  );

/** Lines that were set apart are not applied. Where they are, nothing ends. */
export const LEG_AFGESPLITSTE_OPZIJ = [
  sql`update ${werk.klaar} k set reden = a.besluit from ${werk.afgesplitst} a
    where a.regel = k.regel and k.reden is null`,
  sql`insert into ${werk.ongelezen} (instellingsnummer, stamnummer)
    select instellingsnummer, stamnummer from ${werk.meervoudig} join ${werk.afgesplitst} using (regel)`,
];
