import type { Handtekening } from '../boom/notitie.ts';

/**
 * Why a witness does not cosign.
 * - `kent_meer`: it cosigned a larger tree than ours, so our end was cut off
 * - `andere_boom`: it cosigned another tree of this size
 * - `geen_vervolg`: what it cosigned is no part of our tree
 * - `kent_log_niet`, `kent_sleutel_niet`: its operator did not tell it about this log, or not about this key
 */
export type Weigergrond = 'kent_meer' | 'andere_boom' | 'geen_vervolg' | 'kent_log_niet' | 'kent_sleutel_niet';

/** What came of asking a witness. */
export type Getuigenuitkomst =
  | { soort: 'medeondertekend'; handtekeningen: readonly Handtekening[] }
  | { soort: 'weigert'; grond: Weigergrond }
  /** No answer, or none that a witness gives. */
  | { soort: 'zwijgt'; fout: string };

/** For the operator, in words. */
export const WEIGERGRONDEN: Readonly<Record<Weigergrond, string>> = {
  kent_meer: 'tekende een langer log dan het onze: van ons log is het einde afgesneden',
  andere_boom: 'tekende een ander log van deze lengte: een van beide is herschreven',
  geen_vervolg: 'wat ze eerder tekende, staat niet in ons log: het is herschreven',
  kent_log_niet: 'kent ons log niet: geef haar onze sleutel (--log)',
  kent_sleutel_niet: 'kent de sleutel niet waarmee ons log tekent: geef haar de nieuwe (--log)',
};
