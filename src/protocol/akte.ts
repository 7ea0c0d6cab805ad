import type { Protocoldossier } from './lezen/lees_teksten.ts';
import type { Handtekeningoordeel } from './ondertekening/handtekening.ts';
import { getekendOp } from './ondertekening/tekenaars.ts';
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
  const momenten = getekendOp(protocol, [...oordelen, ...eerdere]).toSorted(Temporal.Instant.compare);
  const sinds = momenten.at(-1);
  if (!sinds) throw new Error(`protocol "${protocol.protocol}" heeft geen ondertekenaar`);
  return { protocol, hash, sinds };
}
