import { knoophash } from './blad.ts';
import { omhoog } from './inclusie.ts';
import { hashVanReeks, type Reeks, splits } from './reeks.ts';
import { type Hashlezer, isHash } from './tegel.ts';

/** Proofs that a tree only grew: its first leaves are those of an older tree (RFC 9162 § 2.1.4). */

/**
 * Empty where the older tree has no leaves or is the same one.
 * @throws Error when the older tree is larger
 */
export async function consistentiebewijs(oud: number, nieuw: number, leesHashes: Hashlezer): Promise<Buffer[]> {
  if (!(oud >= 0 && oud <= nieuw)) throw new Error(`boom: een boom van ${oud} groeit niet tot ${nieuw}`);
  if (oud === 0) return [];
  const bewijs: Buffer[] = [];
  for (const reeks of delen(oud, { van: 0, tot: nieuw }, true)) bewijs.push(await hashVanReeks(reeks, leesHashes));
  return bewijs;
}

/**
 * The parts of the proof (SUBPROOF in § 2.1.4.1).
 * @param isOudeBoom whether this part is the whole older tree, whose root everybody has already
 */
function delen(oud: number, reeks: Reeks, isOudeBoom: boolean): Reeks[] {
  if (oud === reeks.tot) return isOudeBoom ? [] : [reeks];
  const [links, rechts] = splits(reeks);
  return oud <= links.tot ? [...delen(oud, links, isOudeBoom), rechts] : [...delen(oud, rechts, false), links];
}

/** Whether the newer tree begins with the leaves of the older one (§ 2.1.4.2). */
export function controleerConsistentie(groei: {
  oud: number;
  oudeWortel: Uint8Array;
  nieuw: number;
  nieuweWortel: Uint8Array;
  bewijs: readonly Uint8Array[];
}): boolean {
  const { oud, oudeWortel, nieuw, nieuweWortel, bewijs } = groei;
  if (![oudeWortel, nieuweWortel, ...bewijs].every(isHash)) return false;
  if (oud === nieuw) return bewijs.length === 0 && Buffer.compare(oudeWortel, nieuweWortel) === 0;
  // Every tree begins with no leaves. Whoever asks knows the root of that one.
  if (oud === 0) return bewijs.length === 0;
  if (!(oud > 0 && oud < nieuw) || bewijs.length === 0) return false;
  let [hier, laatste] = [oud - 1, nieuw - 1];
  while (hier % 2 === 1) [hier, laatste] = omhoog(hier, laatste);
  // A complete older tree is a part of the newer one, so that the proof need not begin with it.
  const [eerste, ...verder] = hier === 0 ? [oudeWortel, ...bewijs] : bewijs;
  let [berekendOud, berekendNieuw] = [eerste as Uint8Array, eerste as Uint8Array];
  for (const buur of verder) {
    if (laatste === 0) return false;
    if (hier % 2 === 1 || hier === laatste) {
      berekendOud = knoophash(buur, berekendOud);
      berekendNieuw = knoophash(buur, berekendNieuw);
      while (hier % 2 === 0 && hier !== 0) [hier, laatste] = omhoog(hier, laatste);
    } else {
      berekendNieuw = knoophash(berekendNieuw, buur);
    }
    [hier, laatste] = omhoog(hier, laatste);
  }
  const klopt = Buffer.compare(berekendOud, oudeWortel) === 0 && Buffer.compare(berekendNieuw, nieuweWortel) === 0;
  return klopt && laatste === 0;
}
