import { base64url, calculateJwkThumbprint, FlattenedSign, flattenedVerify, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { TIJDZONE } from '../../klok.ts';
import type { Partij, PubliekeSleutel } from './partij.ts';

/**
 * JWS general serialization (RFC 7515 § 7.2.1) with detached payload (appendix F): the payload is the file
 * itself.
 */
export const handtekeningenschema = z.strictObject({
  signatures: z.array(z.strictObject({ protected: z.string(), signature: z.string() })),
});
export type Handtekeningen = z.infer<typeof handtekeningenschema>;

/**
 * What is signed: a protocol, or the dossier of one application. It stands in the protected header. So a
 * signature under a protocol never passes for one under a dossier, nor a signature under one dossier for one
 * under another (RFC 8725 § 3.11).
 */
export type GetekendStuk = { soort: 'protocol' } | { soort: 'dossier'; client_id: string };

/** A party, as far as its signatures need it. */
export type Sleutelhouder = Pick<Partij, 'partij' | 'sleutels'>;

const ALGORITMEN = ['EdDSA', 'Ed25519', 'ES256'];
const DOSSIERTYPE = 'leerid-dossier+jws';
const kop = z.looseObject({
  kid: z.string(),
  ondertekend_op: z.iso.datetime({ offset: true }),
  typ: z.unknown().optional(),
  client_id: z.unknown().optional(),
});

/** The verdict on one signature. `partij` is set only when the signature verifies. */
export type Handtekeningoordeel =
  | { geldig: true; partij: string; kid: string; vingerafdruk: string; ondertekend_op: string }
  | { geldig: false; kid: string | null; reden: 'onbekende_partij' | 'gedeelde_sleutel' | 'ander_stuk' | 'klopt_niet' };

/**
 * Header members that bind a signature to what is signed. A verifier that does not know them must refuse (RFC
 * 7515 § 4.1.11).
 */
function binding(stuk: GetekendStuk): { typ?: string; client_id?: string; crit?: string[] } {
  if (stuk.soort === 'protocol') return {};
  return { typ: DOSSIERTYPE, client_id: stuk.client_id, crit: ['client_id'] };
}

export async function onderteken(
  bytes: Uint8Array,
  priveSleutel: JWK,
  op: Temporal.Instant,
  stuk: GetekendStuk = { soort: 'protocol' },
) {
  const alg = priveSleutel.crv === 'P-256' ? 'ES256' : 'EdDSA';
  if (!priveSleutel.kid) throw new Error('de sleutel heeft geen kid');
  const { protected: beschermd, signature } = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg, kid: priveSleutel.kid, ondertekend_op: op.toString(), ...binding(stuk) })
    .sign(await importJWK(priveSleutel, alg), { crit: { client_id: true } });
  return { protected: beschermd ?? '', signature };
}

/**
 * Verifies every signature over the exact bytes of the file.
 * @param partijen the parties of this protocol only. Anybody else's key is unknown, and can't conflict with
 * theirs
 */
export async function beoordeelHandtekeningen(
  bytes: Uint8Array,
  handtekeningen: Handtekeningen,
  partijen: readonly Sleutelhouder[],
  stuk: GetekendStuk = { soort: 'protocol' },
): Promise<Handtekeningoordeel[]> {
  return Promise.all(handtekeningen.signatures.map((een) => beoordeelHandtekening(bytes, een, partijen, stuk)));
}

async function beoordeelHandtekening(
  bytes: Uint8Array,
  een: Handtekeningen['signatures'][number],
  partijen: readonly Sleutelhouder[],
  stuk: GetekendStuk,
): Promise<Handtekeningoordeel> {
  const gelezen = leesKop(een.protected);
  if (!gelezen) return { geldig: false, kid: null, reden: 'klopt_niet' };
  const { kid, ondertekend_op } = gelezen;
  const partij = partijen.find(({ sleutels }) => sleutels.some((sleutel) => sleutel.kid === kid));
  const sleutel = partij?.sleutels.find((kandidaat) => kandidaat.kid === kid);
  if (!partij || !sleutel) return { geldig: false, kid, reden: 'onbekende_partij' };
  if (partijen.some((ander) => ander !== partij && heeftSleutel(ander, sleutel))) {
    return { geldig: false, kid, reden: 'gedeelde_sleutel' };
  }
  const { typ, client_id } = binding(stuk);
  if (gelezen.typ !== typ || gelezen.client_id !== client_id) return { geldig: false, kid, reden: 'ander_stuk' };
  try {
    const alg = sleutel.crv === 'P-256' ? 'ES256' : 'EdDSA';
    const publiek = await importJWK(publiekeDelen(sleutel), alg);
    const crit = stuk.soort === 'dossier' ? { client_id: true } : {};
    await flattenedVerify({ ...een, payload: base64url.encode(bytes) }, publiek, { algorithms: ALGORITMEN, crit });
    return { geldig: true, partij: partij.partij, kid, vingerafdruk: await vingerafdruk(sleutel), ondertekend_op };
  } catch {
    return { geldig: false, kid, reden: 'klopt_niet' };
  }
}

/**
 * Whether a party has a key of the same name, or the same key under another name. Such a key does not show
 * who signed.
 */
export function heeftSleutel({ sleutels }: Sleutelhouder, { kid, x }: PubliekeSleutel): boolean {
  return sleutels.some((sleutel) => sleutel.kid === kid || sleutel.x === x);
}

/** The parties whose signature counts on this day. A signature with a later date does not count yet. */
export function tekenaarsOp(oordelen: readonly Handtekeningoordeel[], vandaag: Temporal.PlainDate): Set<string> {
  return new Set(
    oordelen.flatMap((oordeel) =>
      oordeel.geldig && Temporal.PlainDate.compare(dagVan(oordeel.ondertekend_op), vandaag) <= 0 ? oordeel.partij : [],
    ),
  );
}

/** The day in Belgium of a moment with an offset. */
export function dagVan(moment: string): Temporal.PlainDate {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(TIJDZONE).toPlainDate();
}

/** Why a signature does not count, for the log and the operator. */
export function uitlegVan({ kid, reden }: Extract<Handtekeningoordeel, { geldig: false }>): string {
  return {
    onbekende_partij: `ondertekend met een onbekende sleutel, van geen partij bij dit protocol (${kid})`,
    gedeelde_sleutel: `ondertekend met een sleutel die bij meer dan één partij staat, en dus voor geen van beide telt (${kid})`,
    ander_stuk: 'de handtekening hoort bij een ander stuk',
    klopt_niet: 'het bestand is na de ondertekening gewijzigd, of de handtekening is vals',
  }[reden];
}

/** The JWK thumbprint (RFC 7638). Anybody can choose a `kid`, but nobody can choose a thumbprint. */
export function vingerafdruk(sleutel: PubliekeSleutel): Promise<string> {
  return calculateJwkThumbprint(publiekeDelen(sleutel));
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
