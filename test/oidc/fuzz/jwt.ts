import { createHash } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { randomDPoPKeyPair } from 'openid-client';
import { privateSleutel } from '../../opzet/toepassing/relying_party.ts';

/** Tokens that a client makes, and tokens of ours that somebody tampered with. */

type Claims = Record<string, unknown>;

/** All bound tokens of the fuzz are bound to this key. */
export const dpopsleutels = await randomDPoPKeyPair('ES256');
const jwk = await exportJWK(dpopsleutels.publicKey);

const seconden = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);

/** @param claims replace those of a valid assertion, before it is signed */
export async function assertie(aud: string, claims: Claims = {}, kop: Claims = {}): Promise<string> {
  const { key, kid } = (await privateSleutel()) as { key: CryptoKey; kid: string };
  const id = 'archief-voor-onderwijs';
  const geldig = { iss: id, sub: id, aud, jti: crypto.randomUUID(), iat: seconden(), exp: seconden() + 60 };
  return teken({ ...geldig, ...claims }, { alg: 'ES256', kid, ...kop }, key);
}

/** A proof that its sender holds that key (RFC 9449 § 4.2). */
export async function dpopbewijs(
  htm: string,
  htu: string,
  token: string | undefined,
  claims: Claims = {},
  kop: Claims = {},
): Promise<string> {
  const ath = token && { ath: createHash('sha256').update(token).digest('base64url') };
  const geldig = { jti: crypto.randomUUID(), htm, htu, iat: seconden(), ...ath };
  return teken({ ...geldig, ...claims }, { typ: 'dpop+jwt', alg: 'ES256', jwk, ...kop }, dpopsleutels.privateKey);
}

/** Something that jose refuses to sign is not a token. */
async function teken(claims: Claims, kop: Claims, sleutel: Parameters<SignJWT['sign']>[0]): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', ...kop })
    .sign(sleutel)
    .catch(() => 'a.b.c');
}

export const isJwt = (tekst: string) => /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/.test(tekst);

/** @param handtekening null keeps the old one */
export function vervals(jwt: string, claims: Claims, kop: Claims, handtekening: string | null): string {
  const [oudeKop = '', oudeClaims = '', oude = ''] = jwt.split('.');
  return `${over(oudeKop, kop)}.${over(oudeClaims, claims)}.${handtekening ?? oude}`;
}

function over(deel: string, anders: Claims): string {
  return Buffer.from(JSON.stringify({ ...gelezen(deel), ...anders })).toString('base64url');
}

/** An earlier mutation may have left something that is not JSON. */
function gelezen(deel: string): Claims {
  try {
    return JSON.parse(Buffer.from(deel, 'base64url').toString());
  } catch {
    return {};
  }
}
