import type { Database } from '../../store/index.ts';
import type { Bladrij } from '../boom/blad.ts';
import { vindPlaats } from '../zegel/tegelrijen.ts';
import { type Archiefmaand, eisOngewijzigd } from './archiefbestand.ts';
import { Archieffout } from './archieffout.ts';
import { alsArchiefrij, leesSql } from './archiefkolommen.ts';
import { leesArchiefmaanden } from './archiefmaanden.ts';
import { kolommenVan, leesRijen, openDuckdb } from './duckdb.ts';
import { waarDuckdb, type Zoekvraag } from './zoekvraag.ts';

/**
 * The rows of these months that are asked for, the oldest first.
 * @param map the folder with their files; who asks may not have said where it is
 * @throws Archieffout when a file is missing or has other bytes
 */
export async function* zoekInArchief(
  map: string | undefined,
  maanden: readonly Archiefmaand[],
  vraag: Zoekvraag,
): AsyncGenerator<Bladrij> {
  if (maanden.length === 0) return;
  const hier = eisMap(map, maanden);
  const { verbinding, sluit } = await openDuckdb();
  try {
    for (const [, delen] of Map.groupBy(maanden, ({ maand }) => maand)) {
      const paden: string[] = [];
      for (const deel of delen) paden.push(await eisOngewijzigd(hier, deel));
      const kolommen = new Set<string>();
      for (const pad of paden) for (const kolom of await kolommenVan(verbinding, pad)) kolommen.add(kolom);
      const lijst = paden.map((_, i) => `$${i + 1}`).join(', ');
      const waar = waarDuckdb(vraag, paden.length + 1);
      const opdracht = `select ${leesSql(kolommen)} from read_parquet([${lijst}], union_by_name = true) r
        where ${waar.sql} order by r.tijdstip, r.volgnummer`;
      for await (const rijen of leesRijen(verbinding, opdracht, [...paden, ...waar.waarden]))
        for (const rij of rijen) yield alsArchiefrij(rij).rij;
    }
  } finally {
    sluit();
  }
}

function eisMap(map: string | undefined, maanden: readonly Archiefmaand[]): string {
  if (map !== undefined) return map;
  const welke = [...new Set(maanden.map(({ maand }) => maand))].join(', ');
  throw new Archieffout('ontbreekt', welke, 'staat in het archief; geef met --archief de map ervan');
}

/** A row of the log, as somebody names it. */
export type Rijnaam = { volgnummer: number } | { id: string };

/**
 * One row of the archive. By its number it reads the file that has its place; by its id, each file until it is found.
 * @param dienst of an account that may read the tree, and which months are in a file
 * @returns undefined when no file that is still kept has it
 * @throws Archieffout as above
 */
export async function zoekArchiefrij(
  dienst: Database,
  map: string | undefined,
  rij: Rijnaam,
): Promise<Bladrij | undefined> {
  const maanden = await leesArchiefmaanden(dienst);
  const plaats = 'volgnummer' in rij ? await vindPlaats(dienst, rij.volgnummer) : undefined;
  const mogelijk = 'volgnummer' in rij ? maanden.filter((maand) => kanPlaatsHebben(maand, plaats)) : maanden;
  for await (const gevonden of zoekInArchief(map, mogelijk, rij)) return gevonden;
  return undefined;
}

function kanPlaatsHebben({ eerste_plaats, laatste_plaats }: Archiefmaand, plaats: number | undefined): boolean {
  if (plaats === undefined || eerste_plaats === null || laatste_plaats === null) return false;
  return eerste_plaats <= plaats && plaats <= laatste_plaats;
}
