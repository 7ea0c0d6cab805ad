import { TIJDZONE } from '../klok.ts';
import {
  type AntwoordOp,
  bundelopdracht,
  type Database,
  jsonSql,
  kolom,
  type RijVan,
  recordsetSql,
  type VraagVan,
  vraagGebundeld,
  vraagSamen,
  vraagtype,
} from '../store/index.ts';

/** Days in Belgium, both included. */
const VENSTER = { van: 'date', tot: 'date' } as const;
type Dagen = VraagVan<typeof VENSTER>;

const TOETS = {
  toets: kolom<string>('t.toets'),
  van: kolom<string>('t.van'),
  tot: kolom<string>('t.tot'),
};

const dag = (kolom: string) => `(${kolom} at time zone '${TIJDZONE}')::date`;

const LEES = bundelopdracht({
  vraag: { leerling: 'uuid', vensters: vraagtype<Dagen[]>('json') },
  antwoord: (v) => ({
    toetsen: kolom<RijVan<typeof TOETS>[]>(`array(
      select ${jsonSql(TOETS)} from toetstoewijzingen t
      where t.leerling_id = ${v.leerling} and exists (
        select from ${recordsetSql('venster', v.vensters, VENSTER)}
        where ${dag('t.van')} >= venster.van and ${dag('t.tot')} <= venster.tot)
      order by t.van, t.toets)`),
  }),
  sql: ({ vragen, v, kolommen }) => `select ${v.i}, ${kolommen} from ${vragen}`,
});

/**
 * The tests that are assigned to a pupil in these windows, with the moment of each in ISO 8601 (S3 art. 4:
 * what the test platform gets). It must not see a test of another round.
 */
export async function leesToegewezenToetsen(db: Database, leerling: string, vensters: readonly Dagen[]) {
  const rij = await vraagGebundeld(db, LEES, { leerling, vensters: dagenVan(vensters) });
  return alsToetsen(rij);
}

/** The same of many pupils, in one statement. By `leerlingen.id`. */
export async function leesToegewezenToetsenVan(
  db: Database,
  leerlingen: readonly string[],
  vensters: readonly Dagen[],
) {
  const dagen = dagenVan(vensters);
  const rijen = await vraagSamen(
    db,
    LEES,
    leerlingen.map((leerling) => ({ leerling, vensters: dagen })),
  );
  return new Map(leerlingen.map((leerling, plaats) => [leerling, alsToetsen(rijen[plaats])]));
}

function dagenVan(vensters: readonly Dagen[]): Dagen[] {
  return vensters.map(({ van, tot }) => ({ van: van.toString(), tot: tot.toString() }));
}

function alsToetsen(rij: AntwoordOp<typeof LEES> | undefined) {
  return (rij?.toetsen ?? []).map(({ toets, van, tot }) => ({
    toets,
    toetsmoment: { van: alsMoment(van), tot: alsMoment(tot) },
  }));
}

/** PostgreSQL writes moments with the offset of its own session. */
function alsMoment(tekst: string): string {
  return Temporal.Instant.from(tekst).toString();
}
