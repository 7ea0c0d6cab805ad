import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import type { Verzender } from '../verzend.ts';

/**
 * A message to a webhook: JSON, signed with Ed25519 over its exact bytes. The receiver needs the public key alone, so
 * that there is no secret for each party to keep.
 */

export interface Webhooksleutel {
  /** The private half. */
  sleutel: KeyObject;
  /** The public half as a JWK (RFC 8037). */
  publiek: { kty: string; crv: string; x: string; kid: string };
}

/** Names the key among those that are derived from the same secret. */
export const WEBHOOKDOEL = 'webhooks';

/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410 § 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param zaad 32 bytes in base64url, the same on every node */
export function maakWebhooksleutel(zaad: string): Webhooksleutel {
  const der = Buffer.concat([PKCS8, Buffer.from(zaad, 'base64url')]);
  const sleutel = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(sleutel).export({ format: 'jwk' });
  return { sleutel, publiek: { kty: 'OKP', crv: 'Ed25519', x, kid: hash('sha256', x).slice(0, 16) } };
}

/**
 * @param haal refuses redirects and private addresses, and limits the waiting
 * @throws Error when the answer is not 2xx
 */
export function maakWebhookverzender(
  { sleutel, publiek }: Webhooksleutel,
  issuer: string,
  haal: (adres: string, opties: RequestInit) => Promise<Response>,
): Verzender {
  return async ({ id, soort, protocol, dag, partij, onderwerp, tekst, gemaakt_op, adres }) => {
    const link = `${issuer}/protocollen/${protocol}`;
    const inhoud = { id, soort, protocol, dag, partij, onderwerp, tekst, link, gemaakt_op: gemaakt_op.toString() };
    const body = JSON.stringify(inhoud);
    const handtekening = sign(null, Buffer.from(body), sleutel).toString('base64');
    const antwoord = await haal(adres, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'LeerID-Sleutel': publiek.kid,
        'LeerID-Handtekening': handtekening,
      },
      body,
    });
    await antwoord.body?.cancel();
    if (!antwoord.ok) throw new Error(`antwoordt ${antwoord.status}`);
  };
}
