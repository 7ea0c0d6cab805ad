import { type CryptoKey, importJWK, type JWK, SignJWT } from 'jose';
import { pairwiseSub } from '../toegang/pairwise.ts';

/** A message to one application, as it waits to be sent (OIDC Back-Channel Logout 1.0). */
export interface Afmeldbericht {
  /** Its `jti`. The application uses it to recognise a message that comes twice. */
  id: string;
  client_id: string;
  adres: string;
  alg: string;
  leerling_id: string;
  sid: string | null;
}

/** Makes a token that is valid from this moment. */
export type Ondertekenaar = (bericht: Afmeldbericht) => Promise<string>;

export async function maakOndertekenaar(
  issuer: string,
  pairwiseZout: string,
  sleutels: readonly JWK[],
): Promise<Ondertekenaar> {
  const perAlg = new Map<string, { kid: string; sleutel: CryptoKey }>();
  for (const jwk of sleutels) {
    const { alg = '', kid = '' } = jwk;
    perAlg.set(alg, { kid, sleutel: (await importJWK(jwk, alg)) as CryptoKey });
  }
  return async ({ id, client_id, alg, leerling_id, sid }) => {
    const actief = perAlg.get(alg);
    if (!actief) throw new Error(`geen actieve sleutel voor ${alg}`);
    return new SignJWT({
      ...(sid ? { sid } : {}),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
      .setProtectedHeader({ alg, kid: actief.kid, typ: 'logout+jwt' })
      .setIssuer(issuer)
      .setAudience(client_id)
      .setSubject(pairwiseSub(pairwiseZout, client_id, leerling_id))
      .setJti(id)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(actief.sleutel);
  };
}

/** @throws Error when the application did not take it */
export async function stuur(
  bericht: Afmeldbericht,
  onderteken: Ondertekenaar,
  haal: (adres: string, opties: RequestInit) => Promise<Response>,
): Promise<void> {
  const body = new URLSearchParams({ logout_token: await onderteken(bericht) });
  const antwoord = await haal(bericht.adres, { method: 'POST', body });
  await leesUit(antwoord);
  if (antwoord.status !== 200 && antwoord.status !== 204)
    throw new Error(`${bericht.client_id} antwoordde ${antwoord.status}`);
}

const MEESTE = 16 * 1024;

/**
 * A connection can serve the next message when its answer has been read. A long answer is not read to its
 * end.
 */
async function leesUit({ body }: Response): Promise<void> {
  if (!body) return;
  let gelezen = 0;
  for await (const brok of body) {
    gelezen += (brok as Uint8Array).length;
    if (gelezen > MEESTE) break;
  }
}
