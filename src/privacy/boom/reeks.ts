import { hash } from 'node:crypto';
import { knoophash } from './blad.ts';
import { BREEDTE, type Hashlezer } from './tegel.ts';

/**
 * Leaves `van` to `tot`, the last one not included, as a part of a tree. RFC 9162 § 2.1 only makes parts that
 * begin at a multiple of the power of two that spans them.
 */
export interface Reeks {
  van: number;
  tot: number;
}

/** The root of a tree without leaves (RFC 9162 § 2.1.1). */
const LEEG = hash('sha256', '', 'buffer');

/** The root of the tree of this size. */
export function wortelVan(omvang: number, leesHashes: Hashlezer): Promise<Buffer> {
  return hashVanReeks({ van: 0, tot: omvang }, leesHashes);
}

/** MTH(D[van:tot]) of RFC 9162 § 2.1.1. */
export async function hashVanReeks({ van, tot }: Reeks, leesHashes: Hashlezer): Promise<Buffer> {
  const delen: Buffer[] = [];
  for (let plaats = van; plaats < tot; ) {
    const grootte = grootsteMacht(tot - plaats);
    delen.push(await hashVanVolledige(plaats, grootte, leesHashes));
    plaats += grootte;
  }
  return (
    delen.reduceRight<Buffer | undefined>((rechts, links) => (rechts ? knoophash(links, rechts) : links), undefined) ??
    LEEG
  );
}

/** The root of a complete subtree: one hash of a tile, or a power of two of them. */
async function hashVanVolledige(van: number, grootte: number, leesHashes: Hashlezer): Promise<Buffer> {
  let niveau = 0;
  let perHash = 1;
  while (perHash * BREEDTE <= grootte) {
    niveau++;
    perHash *= BREEDTE;
  }
  return vouw(await leesHashes(niveau, van / perHash, grootte / perHash));
}

/** The root of a complete tree above these hashes. Their number is a power of two. */
export function vouw(hashes: readonly Buffer[]): Buffer {
  let laag = hashes;
  while (laag.length > 1) {
    laag = Array.from({ length: laag.length / 2 }, (_, i) =>
      knoophash(laag[2 * i] as Buffer, laag[2 * i + 1] as Buffer),
    );
  }
  return laag[0] as Buffer;
}

/** The largest power of two that is not larger than this number. */
function grootsteMacht(aantal: number): number {
  let macht = 1;
  while (macht * 2 <= aantal) macht *= 2;
  return macht;
}

/** The two parts of a part of at least two leaves: the left one is complete, and the larger of the two. */
export function splits({ van, tot }: Reeks): [links: Reeks, rechts: Reeks] {
  const midden = van + grootsteMacht(tot - van - 1);
  return [
    { van, tot: midden },
    { van: midden, tot },
  ];
}
