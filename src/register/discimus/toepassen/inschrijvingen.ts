import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Manifest } from '../lezen/index.ts';
import { OPVOLGERS } from '../scholen/index.ts';
import { maakWerktabel, voerUit, type Werkkolom, werk, ZEKER } from '../werkruimte/index.ts';
import { WEIGER_DUBBELE, weigerNaastGeleverde } from './dubbele_inschrijvingen.ts';
import { INGEKORT } from './geraakte_accounts.ts';

/**
 * Adds the enrolments of the delivery, or changes them. An enrolment is a pupil, a school, a group and a
 * first day. A line under a school's former number is about the enrolment that moved to the new number,
 * unless another line is about it itself.
 * @param eersteLading whether the register has no pupils yet, and so no enrolments
 */
export async function volgInschrijvingen(
  trx: Database,
  manifest: Manifest,
  nu: Temporal.Instant,
  eersteLading: boolean,
): Promise<{ toegevoegd: number; gewijzigd: number }> {
  await voerUit(trx, [
    ...WEIGER_DUBBELE,
    gewenst(eersteLading ? ZONDER_BESTAANDE : MET_BESTAANDE),
    // In a first load this index is empty, and the steps that follow see at once that there is nothing to do.
    sql`create index on ${werk.gewenst} (bestaande) where bestaande is not null`,
    sql`analyze ${werk.gewenst} (bestaande)`,
    EEN_REGEL_PER_BESTAANDE,
    weigerNaastGeleverde(manifest),
  ]);
  const toegevoegd = await voegToe(nu).execute(trx);
  await INGEKORT.execute(trx);
  const gewijzigd = await WIJZIG.execute(trx);
  return { toegevoegd: Number(toegevoegd.numAffectedRows), gewijzigd: Number(gewijzigd.numAffectedRows) };
}

/** What a line may change of an enrolment. */
const VELDEN: readonly Werkkolom<'gewenst'>[] = [
  'vestigingsplaats',
  'hoofdstructuur',
  'stamnummer',
  'status',
  'tot',
  'bron',
];
const velden = sql.join(VELDEN.map((veld) => sql.ref(veld)));
const veldenVan = (rij: string) => sql.join(VELDEN.map((veld) => sql.ref(`${rij}.${veld}`)));

const gewenst = (lijnenMetBestaande: RawBuilder<unknown>) =>
  maakWerktabel(
    'gewenst',
    sql`
      with lijnen as (
        select nieuw_id, regel, leerling_id, instellingsnummer, administratieve_groep, van, zwak, ${velden}
        from ${werk.personen} where besluit in ${ZEKER}
        union all
        select nieuw_id, regel, leerling_id, instellingsnummer, administratieve_groep, van, zwak, ${velden}
        from ${werk.volglijnen}
      )
      ${lijnenMetBestaande} where l.regel not in (select regel from ${werk.dubbele_regels})`,
  );

const MET_BESTAANDE = sql`
  select l.*, coalesce(i.id, o.id) as bestaande, i.id is null as bij_opvolger
  from lijnen l
  left join inschrijvingen i using (leerling_id, instellingsnummer, administratieve_groep, van)
  left join ${OPVOLGERS} s on s.oud = l.instellingsnummer and i.id is null
  left join inschrijvingen o on o.leerling_id = l.leerling_id and o.instellingsnummer = s.nieuw
    and o.administratieve_groep = l.administratieve_groep and o.van = l.van and o.stamnummer = l.stamnummer`;

const ZONDER_BESTAANDE = sql`select l.*, null::uuid as bestaande, true as bij_opvolger from lijnen l`;

/**
 * When several lines are about one enrolment, the line under the school's own number counts. Without such a
 * line, the first one counts.
 */
const EEN_REGEL_PER_BESTAANDE = sql`
  update ${werk.gewenst} g set bestaande = null from ${werk.gewenst} n
  where g.bestaande is not null and n.bestaande = g.bestaande and g.bij_opvolger
    and (not n.bij_opvolger or n.regel < g.regel)`;

const voegToe = (nu: Temporal.Instant) => sql`
  insert into inschrijvingen
    (id, leerling_id, instellingsnummer, administratieve_groep, van, ${velden}, onbevestigd_sinds)
  select nieuw_id, leerling_id, instellingsnummer, administratieve_groep, van, ${velden},
    case when regel in (select regel from ${werk.onbevestigd}) then ${nu.toString()}::timestamptz end
  from ${werk.gewenst} where bestaande is null`;

const WIJZIG = sql`
  update inschrijvingen i set ${sql.join(VELDEN.map((veld) => sql`${sql.ref(veld)} = ${sql.ref(`g.${veld}`)}`))},
    onbevestigd_sinds = case when g.zwak then i.onbevestigd_sinds end
  from ${werk.gewenst} g
  where g.bestaande is not null and i.id = g.bestaande and (${veldenVan('i')}) is distinct from (${veldenVan('g')})`;
