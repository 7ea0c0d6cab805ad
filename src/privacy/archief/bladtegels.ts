import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { BREEDTE, HASHLENGTE } from '../boom/tegel.ts';
import type { Tegelbewijzer } from './bewezen_tegels.ts';

/** Where a row stands in the tree, and the hash that was sealed there. */
export interface Bladplaats {
  plaats: number;
  blad: Buffer;
}

interface Bladtegel {
  nummer: number;
  hashes: Buffer;
  volgnummers: string[];
}

/**
 * Finds the places of rows. Rows come in the order of the tree, so that it reads each tile once.
 * @returns undefined for a row that has no place
 * @throws Archieffout of `bewijs`
 */
export function maakPlaatswijzer(
  db: Database,
  bewijs: Tegelbewijzer,
): (volgnummer: string) => Promise<Bladplaats | undefined> {
  let tegel: Bladtegel | undefined;
  return async (volgnummer) => {
    let hier = tegel?.volgnummers.indexOf(volgnummer) ?? -1;
    if (hier === -1) {
      tegel = await vindTegel(db, bewijs, sql`volgnummers[1] <= ${volgnummer}::bigint`);
      hier = tegel?.volgnummers.indexOf(volgnummer) ?? -1;
    }
    return tegel && hier >= 0 ? bladVan(tegel, hier) : undefined;
  };
}

/**
 * Gives the hash that was sealed at a place, and the number of its row. Places come in their order.
 * @throws Archieffout of `bewijs`
 */
export function maakBladlezer(
  db: Database,
  bewijs: Tegelbewijzer,
): (plaats: number) => Promise<{ blad: Buffer; volgnummer: string } | undefined> {
  let tegel: Bladtegel | undefined;
  return async (plaats) => {
    const nummer = Math.floor(plaats / BREEDTE);
    if (tegel?.nummer !== nummer) tegel = await vindTegel(db, bewijs, sql`nummer = ${nummer}`);
    const volgnummer = tegel?.volgnummers[plaats % BREEDTE];
    return tegel && volgnummer !== undefined ? { ...bladVan(tegel, plaats % BREEDTE), volgnummer } : undefined;
  };
}

function bladVan({ nummer, hashes }: Bladtegel, hier: number): Bladplaats {
  return { plaats: nummer * BREEDTE + hier, blad: hashes.subarray(hier * HASHLENGTE, (hier + 1) * HASHLENGTE) };
}

async function vindTegel(
  db: Database,
  bewijs: Tegelbewijzer,
  waar: ReturnType<typeof sql>,
): Promise<Bladtegel | undefined> {
  const { rows } = await sql<Bladtegel>`
    select nummer, hashes, volgnummers::text[] as volgnummers from privacylogtegels
    where niveau = 0 and ${waar} order by volgnummers[1] desc limit 1`.execute(db);
  const [tegel] = rows;
  if (!tegel) return undefined;
  const hashes = await bewijs(tegel.nummer, tegel.hashes);
  return { ...tegel, hashes, volgnummers: tegel.volgnummers.slice(0, hashes.length / HASHLENGTE) };
}
