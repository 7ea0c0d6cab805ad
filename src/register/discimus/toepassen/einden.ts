import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Manifest } from '../lezen/index.ts';
import { maakWerktabel, voerUit, werk } from '../werkruimte/index.ts';

/** How many enrolments ended, or were deleted. */
export interface Einden {
  beeindigd: number;
  /** How many of these are of a pupil who does not go on in a new school year. */
  zonder_vervolg: number;
  /** Whether a line about an unknown person stopped all endings. */
  opgeschort: boolean;
}

/**
 * Ends the enrolments that a full delivery no longer has, on the day before it. An enrolment that had not
 * begun is deleted. An enrolment that came back with another first day is corrected, and not ended. An
 * enrolment that goes on in a new school year ended on the day before that year. Where a line could not be
 * read or was in doubt, nothing ends.
 */
export async function beeindigVerdwenen(trx: Database, manifest: Manifest): Promise<Einden> {
  const schooljaar = dagenVan(manifest);
  await voerUit(trx, [
    vindVervallen(schooljaar),
    sql`analyze ${werk.vervallen}`,
    neemVerbeterdeWeg(schooljaar),
    laatOvergaan(schooljaar),
    sql`delete from inschrijvingen i using ${werk.vervallen} v where v.id = i.id and v.nooit_geweest`,
    sql`update inschrijvingen i set tot = v.laatste_dag, bron = null
      from ${werk.vervallen} v where v.id = i.id and not v.nooit_geweest`,
  ]);
  const { rows } = await sql<Einden>`
    select count(*)::int as beeindigd, count(*) filter (where not gaat_over)::int as zonder_vervolg,
      exists (select from ${werk.ongelezen} where instellingsnummer is null) as opgeschort
    from ${werk.vervallen}`.execute(trx);
  return rows[0] as Einden;
}

/** Days as ISO 8601 text. */
interface Schooljaardagen {
  /** An enrolment that the delivery ends, ends on the day before this one. */
  einddag: string;
  laatste: string;
  /** An enrolment that begins on this day or later is for the school year that comes. */
  zomer: string;
}

/**
 * A delivery is about its own school year. The school year before it runs until 31 August, also when the next
 * one is delivered already.
 */
function dagenVan({ peildatum, schooljaar }: Manifest): Schooljaardagen {
  const [begin, einde] = schooljaar.split('-');
  const eerste = `${begin}-09-01`;
  return {
    einddag: peildatum < eerste ? eerste : peildatum,
    laatste: `${einde}-08-31`,
    zomer: `${begin}-07-01`,
  };
}

/**
 * In the order in which the rows lie on disk. A whole year ends on 1 September, and in random order that
 * takes many times as long.
 */
const vindVervallen = ({ einddag, laatste }: Schooljaardagen): RawBuilder<unknown> =>
  maakWerktabel(
    'vervallen',
    sql`
      select i.id, i.leerling_id, i.instellingsnummer, i.administratieve_groep, i.van, i.tot,
        ${einddag}::date - 1 as laatste_dag, i.van >= ${einddag}::date as nooit_geweest, false as gaat_over
      from inschrijvingen i join ${werk.verdwenen} using (bron)
      where (i.tot is null or i.tot >= ${einddag}::date) and i.van <= ${laatste}::date
        and not exists (select from ${werk.ongelezen} o
          where o.instellingsnummer = i.instellingsnummer and o.stamnummer = i.stamnummer)
        and not exists (select from ${werk.ongelezen} o
          where o.instellingsnummer = i.instellingsnummer and o.stamnummer is null)
        and not exists (select from ${werk.ongelezen} o where o.instellingsnummer is null)
      order by i.id`,
  );

/** The same school and group in the same days. The delivery gives the enrolment another first day. */
const neemVerbeterdeWeg = ({ zomer }: Schooljaardagen) => sql`
  update ${werk.vervallen} v set nooit_geweest = true from ${werk.gewenst} g
  where (g.leerling_id, g.instellingsnummer, g.administratieve_groep)
      = (v.leerling_id, v.instellingsnummer, v.administratieve_groep)
    and daterange(g.van, g.tot, '[]') && daterange(v.van, v.tot, '[]')
    and (v.van >= ${zomer}::date or g.van < ${zomer}::date)`;

/** The pupil has an enrolment for the new school year. */
const laatOvergaan = ({ zomer }: Schooljaardagen) => sql`
  update ${werk.vervallen} v set gaat_over = true, laatste_dag = least(laatste_dag, volgende - 1) from (
    select v.id, min(n.van) filter (where (n.instellingsnummer, n.administratieve_groep)
      = (v.instellingsnummer, v.administratieve_groep)) as volgende
    from ${werk.vervallen} v join inschrijvingen n using (leerling_id)
    where v.van < ${zomer}::date and n.van >= ${zomer}::date and n.bron is not null
      and not exists (select from ${werk.verdwenen} d where d.bron = n.bron)
    group by v.id
  ) n where n.id = v.id`;

/** The number of enrolments that run on a day. A delivery that looks too small is compared with it. */
export async function telLopende(trx: Database, dag: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inschrijvingen
    where van <= ${dag}::date and (tot is null or tot >= ${dag}::date) and bron is not null`.execute(trx);
  return rows[0]?.n ?? 0;
}
