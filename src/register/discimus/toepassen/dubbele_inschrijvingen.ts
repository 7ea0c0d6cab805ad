import { type RawBuilder, sql } from 'kysely';
import { isGevolgd, type Manifest } from '../lezen/index.ts';
import { code, maakWerktabel, werk, ZEKER } from '../werkruimte/index.ts';

/** Two lines may mean the same enrolment. One of them counts, and the other one is not applied. */

/** The first of equal lines counts. Only a pupil with several lines can have two equal ones. */
export const WEIGER_DUBBELE: RawBuilder<unknown>[] = [
  maakWerktabel(
    'dubbele_regels',
    sql`
      with lijnen as (
        select regel, leerling_id, instellingsnummer, administratieve_groep, van from ${werk.volglijnen}
        union all
        select regel, leerling_id, instellingsnummer, administratieve_groep, van from ${werk.personen}
        where besluit in ${ZEKER} and (persoon in (select persoon from ${werk.volglijnen}) or leerling_id in (
          select leerling_id from ${werk.personen} where besluit in ${ZEKER} and besluit <> ${code('nieuw')}
          group by 1 having count(*) > 1))
      )
      select regel from (
        select regel, row_number() over (
          partition by leerling_id, instellingsnummer, administratieve_groep, van order by regel) as plaats
        from lijnen
      ) where plaats > 1`,
  ),
  sql`update ${werk.klaar} k set reden = ${code('dubbele_inschrijving')}
    from ${werk.dubbele_regels} d where d.regel = k.regel`,
];

/**
 * When the own line of an enrolment is in this delivery too, the enrolment follows that line. Otherwise two
 * lines would take turns, night after night. In a full delivery, the own line is there unless it is among
 * those that disappeared. In a delivery of changes, it is there when it was seen.
 */
export function weigerNaastGeleverde({ soort, peildatum }: Manifest): RawBuilder<unknown> {
  const isGeleverd =
    soort === 'volledig'
      ? sql`${isGevolgd(peildatum)} and not exists (select from ${werk.verdwenen} v where v.bron = i.bron)`
      : sql`exists (select from ${werk.gezien} z where z.bron = i.bron)`;
  return sql`
    with dubbel as (
      delete from ${werk.gewenst} g using inschrijvingen i where g.bestaande is not null and i.id = g.bestaande
        and ${isGeleverd} returning g.regel
    )
    update ${werk.klaar} k set reden = ${code('dubbele_inschrijving')} from dubbel d where d.regel = k.regel`;
}
