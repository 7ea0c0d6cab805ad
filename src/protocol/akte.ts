import type { Protocoldossier } from './lezen/lees_map.ts';
import type { Handtekeningoordeel } from './ondertekening/handtekening.ts';
import type { Protocol } from './schema/schema.ts';

/**
 * An act that is in force, whatever depends on it. What LeerID received under it leaves only while it is in
 * force.
 */
export interface Akte {
  protocol: Protocol;
  hash: string;
  /** The moment of its last signature. What a school declared before it does not count (S2 art. 12). */
  sinds: Temporal.Instant;
}

/**
 * Call it only for a protocol that is in force: then each party that must sign has signed.
 * @param eerdere what parties signed under the same bytes before
 */
export function alsAkte(
  protocol: Protocol,
  { hash, oordelen }: Protocoldossier,
  eerdere: readonly Handtekeningoordeel[],
): Akte {
  const alle = [...oordelen, ...eerdere];
  const momenten = protocol.partijen
    .filter(({ ondertekening }) => ondertekening === 'handtekening')
    .flatMap(({ id, getekend_op }) => getekend_op ?? eersteHandtekening(alle, id) ?? [])
    .map((moment) => Temporal.Instant.from(moment));
  return {
    protocol,
    hash,
    sinds: momenten.reduce((een, ander) => (Temporal.Instant.compare(een, ander) < 0 ? ander : een)),
  };
}

/** Where the act shows no stamp, the first signature under our file gives the day. */
function eersteHandtekening(oordelen: readonly Handtekeningoordeel[], partij: string): string | undefined {
  return oordelen
    .flatMap((oordeel) => (oordeel.geldig && oordeel.partij === partij ? oordeel.ondertekend_op : []))
    .toSorted((een, ander) => Temporal.Instant.compare(een, ander))[0];
}
