import type { Protocoldossier } from './lezen/lees_map.ts';
import type { Handtekeningoordeel } from './ondertekening/handtekening.ts';
import type { Protocol } from './schema/schema.ts';

/** An act that is in force, whoever hangs on it: what LeerID received under it leaves only while it is. */
export interface Akte {
  protocol: Protocol;
  hash: string;
  /** The moment of its last signature: what a school declared before counts for nothing (S2 art. 12). */
  sinds: Temporal.Instant;
}

/**
 * Only of a protocol that was found to be in force: then each party that has to sign did.
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

/** Where the act shows no stamp, the first signature under our file tells when. */
function eersteHandtekening(oordelen: readonly Handtekeningoordeel[], partij: string): string | undefined {
  return oordelen
    .flatMap((oordeel) => (oordeel.geldig && oordeel.partij === partij ? oordeel.ondertekend_op : []))
    .toSorted((een, ander) => Temporal.Instant.compare(een, ander))[0];
}
