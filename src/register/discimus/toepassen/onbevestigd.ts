import { type RawBuilder, sql } from 'kysely';
import { OPVOLGERS } from '../scholen/index.ts';
import { code, GEKEND, maakWerktabel, werk } from '../werkruimte/index.ts';

/**
 * A line without an INSZ of its own enrols a pupil in a school that did not have the pupil. This may be true,
 * but anybody who saw a weaker key could have written it. The enrolment stands in the register, and that is
 * all. It does not speak for the pupil, opens no application and leaves in no answer, and the school gets no
 * activation code. That lasts until the school's line has the INSZ or somebody confirms the enrolment
 * (koppel_twijfel.ts). A new pupil belonged to no school, unless another school's line has the INSZ. This
 * looks for such enrolments before enrolments change.
 */
export const VIND_ONBEVESTIGDE = maakWerktabel(
  'onbevestigd',
  sql`
    with lijnen as (
      select regel, persoon, leerling_id, instellingsnummer from ${werk.personen} where zwak and besluit in ${GEKEND}
      union all
      select regel, persoon, leerling_id, instellingsnummer from ${werk.volglijnen}
      where zwak and besluit <> ${code('nieuw')}
    ), nieuwe as (
      select p.regel, p.persoon, p.leerling_id, p.instellingsnummer, p.zwak from ${werk.personen} p
      where besluit = ${code('nieuw')} and persoon in (select persoon from ${werk.volglijnen})
      union all
      select regel, persoon, leerling_id, instellingsnummer, zwak from ${werk.volglijnen}
      where besluit = ${code('nieuw')}
    )
    select l.* from lijnen l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
    where not exists (
      select from inschrijvingen e where e.leerling_id = any(array[l.leerling_id]) and e.onbevestigd_sinds is null
        and e.instellingsnummer in (l.instellingsnummer, o.nieuw))
    union all
    select regel, persoon, leerling_id, instellingsnummer from nieuwe n
    where persoon in (select persoon from nieuwe where not zwak) and not exists (
      select from nieuwe s where (s.persoon, s.instellingsnummer) = (n.persoon, n.instellingsnummer) and not s.zwak)`,
);

/**
 * Pupils `van` become part of `naar` by persons of the delivery. A school in which only `van` was confirmed
 * has said nothing about `naar` yet, unless a line of that school in this delivery has the INSZ. What the
 * register kept of the school's lines before counts as much as what the school delivers now.
 * @param paren table with `van` and `naar`; they are the same when another school than the pupil's own
 * identified the pupil
 */
export function maakOnbevestigd(paren: RawBuilder<unknown>, nu: Temporal.Instant): RawBuilder<unknown> {
  return sql`update inschrijvingen i set onbevestigd_sinds = ${nu.toString()}::timestamptz
    from ${paren} s
    where i.leerling_id = s.van and i.onbevestigd_sinds is null
      and (s.van = s.naar or not exists (select from inschrijvingen e where e.leerling_id = s.naar
        and e.instellingsnummer = i.instellingsnummer and e.onbevestigd_sinds is null))
      and not exists (select from (
          select leerling_id, instellingsnummer from ${werk.personen} where not zwak and besluit in ${GEKEND}
          union all select leerling_id, instellingsnummer from ${werk.volglijnen} where not zwak
        ) l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
        where l.leerling_id in (s.van, s.naar) and i.instellingsnummer in (l.instellingsnummer, o.nieuw))`;
}
