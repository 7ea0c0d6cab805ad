import { knoophash } from './blad.ts';
import { hashVanReeks, type Reeks, splits } from './reeks.ts';
import { type Hashlezer, isHash } from './tegel.ts';

/** Proofs that a leaf stands in a tree, at its place (RFC 9162 § 2.1.3). */

/**
 * @param plaats of the leaf, from 0
 * @throws Error when the tree of this size has no such place
 */
export async function inclusiebewijs(plaats: number, omvang: number, leesHashes: Hashlezer): Promise<Buffer[]> {
  if (!(plaats >= 0 && plaats < omvang)) throw new Error(`boom: plaats ${plaats} staat niet in een boom van ${omvang}`);
  const bewijs: Buffer[] = [];
  for (const reeks of langs(plaats, { van: 0, tot: omvang })) bewijs.push(await hashVanReeks(reeks, leesHashes));
  return bewijs;
}

/** The parts beside the path from the leaf to the root, the lowest first (PATH in § 2.1.3.1). */
function langs(plaats: number, reeks: Reeks): Reeks[] {
  if (reeks.tot - reeks.van === 1) return [];
  const [links, rechts] = splits(reeks);
  return plaats < links.tot ? [...langs(plaats, links), rechts] : [...langs(plaats, rechts), links];
}

/** Whether this leaf stands at this place in the tree of this root (§ 2.1.3.2). */
export function controleerInclusie(inclusie: {
  blad: Uint8Array;
  plaats: number;
  omvang: number;
  bewijs: readonly Uint8Array[];
  wortel: Uint8Array;
}): boolean {
  const { blad, plaats, omvang, bewijs, wortel } = inclusie;
  if (!(plaats >= 0 && plaats < omvang) || ![blad, wortel, ...bewijs].every(isHash)) return false;
  let [hier, laatste] = [plaats, omvang - 1];
  let berekend = blad;
  for (const buur of bewijs) {
    if (laatste === 0) return false;
    if (hier % 2 === 1 || hier === laatste) {
      berekend = knoophash(buur, berekend);
      while (hier % 2 === 0 && hier !== 0) [hier, laatste] = omhoog(hier, laatste);
    } else {
      berekend = knoophash(berekend, buur);
    }
    [hier, laatste] = omhoog(hier, laatste);
  }
  return laatste === 0 && Buffer.compare(berekend, wortel) === 0;
}

/** From places in a layer of the tree to those above them. */
export function omhoog(hier: number, laatste: number): [hier: number, laatste: number] {
  return [Math.floor(hier / 2), Math.floor(laatste / 2)];
}
