import { vouw, wortelVan } from './reeks.ts';
import { BREEDTE, HASHLENGTE, hashesOpNiveau, hashesVan, hashlezer, type Tegel, type Tegellezer } from './tegel.ts';

/** The tiles at the right edge of a tree that are not full. Nothing else of a tree is needed to let it grow. */
export function randtegels(omvang: number): Omit<Tegel, 'hashes'>[] {
  const rand: Omit<Tegel, 'hashes'>[] = [];
  for (let niveau = 0, aantal = omvang; aantal > 0; aantal = hashesOpNiveau(omvang, ++niveau)) {
    if (aantal % BREEDTE > 0) rand.push({ niveau, nummer: Math.floor(aantal / BREEDTE) });
  }
  return rand;
}

export interface Groei {
  omvang: number;
  wortel: Buffer;
  /** New tiles, and those that got more hashes. Lower levels come first. */
  tegels: Tegel[];
}

/**
 * Adds leaves to a tree.
 * @param leesRand gives the tiles of `randtegels`
 * @param bladen hashes of the new leaves
 */
export async function laatGroeien(omvang: number, leesRand: Tegellezer, bladen: readonly Buffer[]): Promise<Groei> {
  const tegels: Tegel[] = [];
  let komend = bladen;
  for (let niveau = 0; komend.length > 0; niveau++) {
    const gevuld = await vulAan(niveau, hashesOpNiveau(omvang, niveau), leesRand, komend);
    tegels.push(...gevuld);
    komend = gevuld.filter(isVol).map(({ hashes }) => vouw(hashesVan(hashes)));
  }
  const nieuwe = new Map(tegels.map((tegel) => [`${tegel.niveau}/${tegel.nummer}`, tegel.hashes]));
  const leesHashes = hashlezer((niveau, nummer) => nieuwe.get(`${niveau}/${nummer}`) ?? leesRand(niveau, nummer));
  const nieuweOmvang = omvang + bladen.length;
  return { omvang: nieuweOmvang, wortel: await wortelVan(nieuweOmvang, leesHashes), tegels };
}

/** The tiles of one level that get these hashes, after those that the level has. */
async function vulAan(
  niveau: number,
  aantal: number,
  leesRand: Tegellezer,
  komend: readonly Buffer[],
): Promise<Tegel[]> {
  const eerste = Math.floor(aantal / BREEDTE);
  const begin = aantal % BREEDTE === 0 ? Buffer.alloc(0) : await leesRand(niveau, eerste);
  if (begin?.length !== (aantal % BREEDTE) * HASHLENGTE)
    throw new Error(`boom: de rand van niveau ${niveau} is niet heel`);
  const hashes = Buffer.concat([begin, ...komend]);
  const grootte = BREEDTE * HASHLENGTE;
  return Array.from({ length: Math.ceil(hashes.length / grootte) }, (_, i) => ({
    niveau,
    nummer: eerste + i,
    hashes: hashes.subarray(i * grootte, (i + 1) * grootte),
  }));
}

const isVol = ({ hashes }: Tegel) => hashes.length === BREEDTE * HASHLENGTE;
