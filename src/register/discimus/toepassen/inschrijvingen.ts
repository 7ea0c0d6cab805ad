import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { ZEKER } from '../herkennen/personen.ts';
import { isGevolgd } from '../lezen/bekende_regels.ts';
import type { Manifest } from '../lezen/manifest.ts';
import { OPVOLGERS } from '../scholen/naslag.ts';
import { onthoudIngekort } from './vertrokken.ts';

const VELDEN = ['vestigingsplaats', 'hoofdstructuur', 'stamnummer', 'status', 'tot', 'bron'] as const;

/**
 * An enrolment is a pupil, a school, a group and a first day. A line that says the same again is a double. A line under a school's
 * number of before speaks of the enrolment that moved to the new one, unless another line does so itself.
 */
export async function volgInschrijvingen(
  trx: Database,
  manifest: Manifest,
  nu: Temporal.Instant,
): Promise<{ toegevoegd: number; gewijzigd: number }> {
  const velden = sql.join(VELDEN.map((veld) => sql.ref(veld)));
  await weigerDubbele(trx);
  await sql`create temp table gewenst on commit drop as
    with lijnen as (
      select nieuw_id, regel, leerling_id, instellingsnummer, administratieve_groep, van, zwak, ${velden} from personen
      where besluit in ${ZEKER}
      union all
      select nieuw_id, regel, leerling_id, instellingsnummer, administratieve_groep, van, zwak, ${velden} from volglijnen
    )
    select l.*, coalesce(i.id, o.id) as bestaande, i.id is null as bij_opvolger
    from lijnen l
    left join inschrijvingen i using (leerling_id, instellingsnummer, administratieve_groep, van)
    left join ${OPVOLGERS} s on s.oud = l.instellingsnummer and i.id is null
    left join inschrijvingen o on o.leerling_id = l.leerling_id and o.instellingsnummer = s.nieuw
      and o.administratieve_groep = l.administratieve_groep and o.van = l.van and o.stamnummer = l.stamnummer
    where l.regel not in (select regel from dubbele_regels)`.execute(trx);
  // In a first load it is empty throughout: PostgreSQL then need not look anything up.
  await sql`analyze gewenst (bestaande)`.execute(trx);
  await sql`update gewenst g set bestaande = null from gewenst n
    where g.bestaande is not null and n.bestaande = g.bestaande and g.bij_opvolger
      and (not n.bij_opvolger or n.regel < g.regel)`.execute(trx);
  await weigerNaastGeleverde(trx, manifest);
  const toegevoegd = await sql`
    insert into inschrijvingen (id, leerling_id, instellingsnummer, administratieve_groep, van, ${velden}, onbevestigd_sinds)
    select nieuw_id, leerling_id, instellingsnummer, administratieve_groep, van, ${velden},
      case when regel in (select regel from onbevestigd) then ${nu.toString()}::timestamptz end from gewenst
    where bestaande is null`.execute(trx);
  await onthoudIngekort(trx);
  const gewijzigd = await sql`
    update inschrijvingen i set ${sql.join(VELDEN.map((veld) => sql`${sql.ref(veld)} = ${sql.ref(`g.${veld}`)}`))},
      onbevestigd_sinds = case when g.zwak then i.onbevestigd_sinds end
    from gewenst g where g.bestaande is not null and i.id = g.bestaande and (${rij('i')}) is distinct from (${rij('g')})`.execute(
    trx,
  );
  return { toegevoegd: Number(toegevoegd.numAffectedRows), gewijzigd: Number(gewijzigd.numAffectedRows) };
}

/** The first of equal lines counts. Only who has several lines can have two that are equal. */
async function weigerDubbele(trx: Database): Promise<void> {
  await sql`create temp table dubbele_regels on commit drop as
    with lijnen as (
      select regel, leerling_id, instellingsnummer, administratieve_groep, van from volglijnen
      union all
      select regel, leerling_id, instellingsnummer, administratieve_groep, van from personen
      where besluit in ${ZEKER} and (persoon in (select persoon from volglijnen) or leerling_id in (
        select leerling_id from personen where besluit in ${ZEKER} and besluit <> 'nieuw' group by 1 having count(*) > 1))
    )
    select regel from (
      select regel, row_number() over (
        partition by leerling_id, instellingsnummer, administratieve_groep, van order by regel) as plaats
      from lijnen
    ) where plaats > 1`.execute(trx);
  await sql`update klaar k set reden = 'dubbele_inschrijving' from dubbele_regels d where d.regel = k.regel`.execute(
    trx,
  );
}

/** An enrolment whose own line is in this delivery too keeps to that one: else two lines would take turns, night after night. */
async function weigerNaastGeleverde(trx: Database, { soort, peildatum }: Manifest): Promise<void> {
  const isGeleverd =
    soort === 'volledig'
      ? sql`${isGevolgd(peildatum)} and not exists (select from verdwenen v where v.bron = i.bron)`
      : sql`exists (select from gezien z where z.bron = i.bron)`;
  await sql`
    with dubbel as (
      delete from gewenst g using inschrijvingen i where i.id = g.bestaande and ${isGeleverd} returning g.regel
    )
    update klaar k set reden = 'dubbele_inschrijving' from dubbel d where d.regel = k.regel`.execute(trx);
}

function rij(tabel: string) {
  return sql.join(VELDEN.map((veld) => sql.ref(`${tabel}.${veld}`)));
}
