import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Manifest } from '../lezen/manifest.ts';

export interface Einden {
  beeindigd: number;
  /** Of these: the pupil does not go on in a new school year. */
  zonder_vervolg: number;
  /** A line that nobody can be found for holds all endings up. */
  opgeschort: boolean;
}

/**
 * What a full delivery no longer has, ended the day before; what had not begun never was. An enrolment that came back with another
 * first day is corrected, not ended; one that goes on in a new school year ended the day before that. Where a line could not be
 * read or was in doubt, nothing ends.
 */
export async function beeindigVerdwenen(trx: Database, { peildatum, schooljaar }: Manifest): Promise<Einden> {
  const [begin, einde] = schooljaar.split('-');
  const eersteDag = `${begin}-09-01`;
  // It speaks of its own school year: the one before runs until 31 August, also once the next one is delivered.
  const dag = peildatum < eersteDag ? eersteDag : peildatum;
  // In the order in which they lie there: a whole year ends on 1 September, and at random that takes many times as long.
  await sql`create temp table vervallen on commit drop as
    select i.id, i.leerling_id, i.instellingsnummer, i.administratieve_groep, i.van, i.tot, ${dag}::date - 1 as laatste_dag,
      i.van >= ${dag}::date as nooit_geweest, false as gaat_over
    from inschrijvingen i join verdwenen using (bron)
    where (i.tot is null or i.tot >= ${dag}::date) and i.van <= ${`${einde}-08-31`}::date
      and not exists (select from ongelezen o where o.instellingsnummer = i.instellingsnummer and o.stamnummer = i.stamnummer)
      and not exists (select from ongelezen o where o.instellingsnummer = i.instellingsnummer and o.stamnummer is null)
      and not exists (select from ongelezen o where o.instellingsnummer is null)
    order by i.id`.execute(trx);
  await sql`analyze vervallen`.execute(trx);
  // Who is enrolled in summer is so for the school year that comes.
  const zomer = sql`${`${begin}-07-01`}::date`;
  await sql`update vervallen v set nooit_geweest = true from gewenst g
    where (g.leerling_id, g.instellingsnummer, g.administratieve_groep) = (v.leerling_id, v.instellingsnummer, v.administratieve_groep)
      and daterange(g.van, g.tot, '[]') && daterange(v.van, v.tot, '[]')
      and (v.van >= ${zomer} or g.van < ${zomer})`.execute(trx);
  await sql`update vervallen v set gaat_over = true, laatste_dag = least(laatste_dag, volgende - 1) from (
      select v.id, min(n.van) filter (where (n.instellingsnummer, n.administratieve_groep)
        = (v.instellingsnummer, v.administratieve_groep)) as volgende
      from vervallen v join inschrijvingen n using (leerling_id)
      where v.van < ${zomer} and n.van >= ${zomer} and n.bron is not null
        and not exists (select from verdwenen d where d.bron = n.bron)
      group by v.id
    ) n where n.id = v.id`.execute(trx);
  await sql`delete from inschrijvingen i using vervallen v where v.id = i.id and v.nooit_geweest`.execute(trx);
  await sql`update inschrijvingen i set tot = v.laatste_dag, bron = null
    from vervallen v where v.id = i.id and not v.nooit_geweest`.execute(trx);
  const { rows } = await sql<Einden>`
    select count(*)::int as beeindigd, count(*) filter (where not gaat_over)::int as zonder_vervolg,
      exists (select from ongelezen where instellingsnummer is null) as opgeschort
    from vervallen`.execute(trx);
  return rows[0] as Einden;
}

/** Enrolments that run on a day: what a suspiciously small delivery is measured against. */
export async function telLopende(trx: Database, dag: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inschrijvingen
    where van <= ${dag}::date and (tot is null or tot >= ${dag}::date) and bron is not null`.execute(trx);
  return rows[0]?.n ?? 0;
}
