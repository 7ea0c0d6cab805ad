import type { Handtekeningoordeel } from '../../protocol/index.ts';

/** Who signed, and with which key. A person can read the key's fingerprint to the party on the telephone. */
export function tekenregel(oordeel: Extract<Handtekeningoordeel, { geldig: true }>): string {
  const { partij, ondertekend_op, kid, vingerafdruk } = oordeel;
  return `    getekend door ${partij} op ${ondertekend_op}, sleutel ${kid}, vingerafdruk ${vingerafdruk}`;
}
