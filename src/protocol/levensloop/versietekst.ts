import { aanvangVan, type Geldigheid } from '../geldigheid.ts';
import type { Handtekeningoordeel } from '../ondertekening/handtekening.ts';
import type { Protocol } from '../schema/schema.ts';

/** When a text of an act can begin. */
export interface Aanvang {
  /** The first day on which the text can be in force: the latest of its own first day, signatures and advice. */
  dag: Temporal.PlainDate;
  /** The moment of its last signature. It orders texts that begin on the same day. */
  getekend: Temporal.Instant;
}

/** One text of an act: the bytes that parties sign. An act that is changed has several. */
export interface Versietekst {
  /** SHA-256 of the bytes, in hex. */
  hash: string;
  protocol: Protocol;
  /** Undefined for a draft: not each party signed it, or the advice is not there. */
  aanvang: Aanvang | undefined;
  /** When a node first had it in force. Undefined where none ever had. */
  gezien: Temporal.Instant | undefined;
  /**
   * What its own file says today, whatever texts stand beside it. Undefined where the text stands in no folder
   * and is only kept.
   */
  geldigheid: Geldigheid | undefined;
}

/** @param oordelen on each signature that counts, those that were kept before included */
export function alsVersietekst(
  protocol: Protocol,
  oordelen: readonly Handtekeningoordeel[],
  rest: Pick<Versietekst, 'hash' | 'gezien' | 'geldigheid'>,
): Versietekst {
  return { ...rest, protocol, aanvang: aanvangVan(protocol, oordelen) };
}
