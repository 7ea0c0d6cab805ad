import type { Handtekeningoordeel, PubliekeSleutel } from '../../protocol/index.ts';
import { keurVersie, type Versie } from '../../toepassingen/index.ts';

/** A text of a protocol that was in force here, as its parties signed it. */
export interface Registertekst {
  hash: string;
  bytes: Buffer;
  /** When a node first had it in force. */
  sinds: Temporal.Instant;
  tekenaars: readonly Extract<Handtekeningoordeel, { geldig: true }>[];
  /** JWS general serialization with detached payload. The unprotected header has the key (RFC 7515 § 4.1.3). */
  jws: { signatures: { protected: string; signature: string; header: { jwk: PubliekeSleutel } }[] };
}

/** @returns undefined for a text that its parties did not all sign, or whose bytes are others: it is not published */
export async function alsRegistertekst(versie: Versie): Promise<Registertekst | undefined> {
  const { akte, geldig, bezwaren } = await keurVersie(versie);
  if (!akte || bezwaren.length) return undefined;
  const { hash, bytes, eerst_gezien_op: sinds, handtekeningen } = versie;
  const telt = handtekeningen.filter(({ vingerafdruk }) => geldig.some((een) => een.vingerafdruk === vingerafdruk));
  const signatures = telt.map(({ protected: beschermd, signature, sleutel }) => ({
    ...{ protected: beschermd, signature },
    header: { jwk: sleutel },
  }));
  return { hash, bytes, sinds, tekenaars: geldig, jws: { signatures } };
}
