import { TIJDZONE } from '../klok.ts';
import { bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';

/** Days in Belgium, both included. */
interface Dagen {
  van: string;
  tot: string;
}

interface Vraag {
  leerling: string;
  vensters: Dagen[];
}

interface Toewijzingen {
  toetsen: { toets: string; van: string; tot: string }[];
}

const dag = (kolom: string) => `(${kolom} at time zone '${TIJDZONE}')::date`;

const LEES = bundelopdracht<Vraag, Toewijzingen>(`
  select v.i, array(
    select json_build_object('toets', t.toets, 'van', t.van, 'tot', t.tot) from toetstoewijzingen t
    where t.leerling_id = v.leerling and exists (
      select from json_to_recordset(v.vensters) as venster(van date, tot date)
      where ${dag('t.van')} >= venster.van and ${dag('t.tot')} <= venster.tot)
    order by t.van, t.toets) as toetsen
  from json_to_recordset($1::json) as v(i int, leerling uuid, vensters json)`);

/**
 * The tests that are assigned to a pupil in these windows, with the moment of each in ISO 8601 (S3 art. 4: what the test platform
 * gets). A test of another round is none of its business.
 */
export async function leesToegewezenToetsen(db: Database, leerling: string, vensters: readonly Dagen[]) {
  const dagen = vensters.map(({ van, tot }) => ({ van: van.toString(), tot: tot.toString() }));
  const rij = await vraagGebundeld(db, LEES, { leerling, vensters: dagen });
  return (rij?.toetsen ?? []).map(({ toets, van, tot }) => ({
    toets,
    toetsmoment: { van: alsMoment(van), tot: alsMoment(tot) },
  }));
}

/** PostgreSQL writes moments with the offset of its own session. */
function alsMoment(tekst: string): string {
  return Temporal.Instant.from(tekst).toString();
}
