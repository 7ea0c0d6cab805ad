import { type Archiefmaand, eisOngewijzigd } from '../../archief/archiefbestand.ts';
import { leesRijen, openDuckdb } from '../../archief/duckdb.ts';

/** From this moment, and before that one. */
export interface Periode {
  van: Temporal.Instant;
  tot: Temporal.Instant;
}

/** Where a row stands, and whether its moment is in a period. */
export interface Rijmoment {
  plaats: number;
  volgnummer: number;
  hoort: boolean;
}

/**
 * The places of the rows of some files, in the order of the tree.
 * @throws Archieffout when a file is missing or has other bytes
 */
export async function* leesMomenten(
  map: string,
  maanden: readonly Archiefmaand[],
  { van, tot }: Periode,
): AsyncGenerator<Rijmoment> {
  const paden: string[] = [];
  for (const maand of maanden) paden.push(await eisOngewijzigd(map, maand));
  if (paden.length === 0) return;
  const { verbinding, sluit } = await openDuckdb();
  try {
    const lijst = paden.map((_, i) => `$${i + 3}`).join(', ');
    const opdracht = `select plaats, volgnummer, tijdstip >= $1::timestamptz and tijdstip < $2::timestamptz
      from read_parquet([${lijst}]) order by plaats`;
    for await (const rijen of leesRijen(verbinding, opdracht, [van.toString(), tot.toString(), ...paden]))
      for (const [plaats, volgnummer, hoort] of rijen)
        yield { plaats: Number(plaats), volgnummer: Number(volgnummer), hoort: hoort === true };
  } finally {
    sluit();
  }
}
