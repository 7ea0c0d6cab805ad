import { hash } from 'node:crypto';
import { controleerConsistentie } from '../boom/consistentie.ts';
import type { Getuigenverzoek } from './getuigenverzoek.ts';

/** A tree as a checkpoint gives it. */
export interface Boomkop {
  omvang: number;
  wortel: Buffer;
}

/**
 * What a witness says to a checkpoint whose signature it verified.
 * - `te_groot`: the old size is larger than the checkpoint's
 * - `andere_omvang`: the old size is not that of the tree which it cosigned last
 * - `andere_boom`: it cosigned a tree of this size with another root
 * - `geen_vervolg`: the proof does not show that the tree only grew
 */
export type Getuigenoordeel = 'goed' | 'te_groot' | 'andere_omvang' | 'andere_boom' | 'geen_vervolg';

/** The tree without leaves, with which every log begins (RFC 9162 § 2.1.1). */
const LEEG: Boomkop = { omvang: 0, wortel: hash('sha256', '', 'buffer') };

/**
 * Whether a tree only grew since the witness saw it last (C2SP tlog-witness).
 * @param gezien the tree that it cosigned last, if it ever did
 */
export function beoordeelGroei(
  gezien: Boomkop | undefined,
  { oud, bewijs }: Pick<Getuigenverzoek, 'oud' | 'bewijs'>,
  nieuw: Boomkop,
): Getuigenoordeel {
  const vorige = gezien ?? LEEG;
  if (oud > nieuw.omvang) return 'te_groot';
  if (oud !== vorige.omvang) return 'andere_omvang';
  if (oud === nieuw.omvang && gezien && !nieuw.wortel.equals(vorige.wortel)) return 'andere_boom';
  const groei = { oud, oudeWortel: vorige.wortel, nieuw: nieuw.omvang, nieuweWortel: nieuw.wortel, bewijs };
  return controleerConsistentie(groei) ? 'goed' : 'geen_vervolg';
}
