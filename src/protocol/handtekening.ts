import { base64url, FlattenedSign, flattenedVerify, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { Partij, PubliekeSleutel } from './partij.ts';

/** JWS general serialization (RFC 7515 § 7.2.1) with the payload detached (appendix F): the payload is the file itself. */
export const handtekeningenschema = z.strictObject({
  signatures: z.array(z.strictObject({ protected: z.string(), signature: z.string() })),
});
export type Handtekeningen = z.infer<typeof handtekeningenschema>;

const ALGORITMEN = ['EdDSA', 'Ed25519', 'ES256'];
const kop = z.looseObject({ kid: z.string(), ondertekend_op: z.iso.datetime({ offset: true }) });

/** What one signature turned out to be. `partij` is set only when it verifies. */
export type Handtekeningoordeel =
  | { geldig: true; partij: string; kid: string; ondertekend_op: string }
  | { geldig: false; kid: string | null; reden: 'onbekende_partij' | 'klopt_niet' };

export async function onderteken(bytes: Uint8Array, priveSleutel: JWK, op: Temporal.Instant) {
  const alg = priveSleutel.crv === 'P-256' ? 'ES256' : 'EdDSA';
  if (!priveSleutel.kid) throw new Error('de sleutel heeft geen kid');
  const { protected: beschermd, signature } = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg, kid: priveSleutel.kid, ondertekend_op: op.toString() })
    .sign(await importJWK(priveSleutel, alg));
  return { protected: beschermd ?? '', signature };
}

/** Verifies every signature over the exact bytes of the protocol file. Any key outside `partijen` is unknown. */
export async function beoordeelHandtekeningen(
  bytes: Uint8Array,
  handtekeningen: Handtekeningen,
  partijen: readonly Partij[],
): Promise<Handtekeningoordeel[]> {
  return Promise.all(handtekeningen.signatures.map((een) => beoordeelHandtekening(bytes, een, partijen)));
}

async function beoordeelHandtekening(
  bytes: Uint8Array,
  een: Handtekeningen['signatures'][number],
  partijen: readonly Partij[],
): Promise<Handtekeningoordeel> {
  const gelezen = leesKop(een.protected);
  if (!gelezen) return { geldig: false, kid: null, reden: 'klopt_niet' };
  const { kid, ondertekend_op } = gelezen;
  const partij = partijen.find(({ sleutels }) => sleutels.some((sleutel) => sleutel.kid === kid));
  const sleutel = partij?.sleutels.find((kandidaat) => kandidaat.kid === kid);
  if (!partij || !sleutel) return { geldig: false, kid, reden: 'onbekende_partij' };
  try {
    const alg = sleutel.crv === 'P-256' ? 'ES256' : 'EdDSA';
    const publiek = await importJWK(publiekeDelen(sleutel), alg);
    await flattenedVerify({ ...een, payload: base64url.encode(bytes) }, publiek, { algorithms: ALGORITMEN });
    return { geldig: true, partij: partij.partij, kid, ondertekend_op };
  } catch {
    return { geldig: false, kid, reden: 'klopt_niet' };
  }
}

function publiekeDelen({ kty, crv, x, y }: PubliekeSleutel): JWK {
  return { kty, crv, x, ...(y ? { y } : {}) };
}

function leesKop(beschermd: string) {
  try {
    return kop.parse(JSON.parse(new TextDecoder().decode(base64url.decode(beschermd))));
  } catch {
    return undefined;
  }
}
