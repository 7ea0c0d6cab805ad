import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildAuthorizationUrlWithPAR,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Dossier, Toepassing } from '../../toepassingen/index.ts';
import type { Lopend, Ontvangen } from './demosessies.ts';
import { vraagVan, vraagwijzeVan } from './vraagwijze.ts';

/** The authorization request, and what the application must remember until the answer comes. */
export async function beginAanmelding(
  configuratie: Configuration,
  toepassing: Toepassing,
): Promise<{ adres: URL; state: string; lopend: Lopend }> {
  const { par, response_mode } = vraagwijzeVan(toepassing);
  const state = randomState();
  const lopend = { nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const parameters = {
    ...vraagVan(toepassing),
    redirect_uri: redirectUri(toepassing.dossier),
    response_mode,
    state,
    nonce: lopend.nonce,
    code_challenge: await calculatePKCECodeChallenge(lopend.codeVerifier),
    code_challenge_method: 'S256',
  };
  const adres = par
    ? await buildAuthorizationUrlWithPAR(configuratie, parameters)
    : buildAuthorizationUrl(configuratie, parameters);
  return { adres, state, lopend };
}

/**
 * Checks the answer (state, iss, nonce, signature), exchanges it for tokens, and adds userinfo.
 * @param antwoord the parameters of the callback, from the address or from the form
 */
export async function rondAanmeldingAf(
  configuratie: Configuration,
  { dossier }: Toepassing,
  { nonce, codeVerifier }: Lopend,
  antwoord: Readonly<Record<string, string>> & { state: string },
): Promise<Ontvangen> {
  const adres = new URL(redirectUri(dossier));
  for (const [naam, waarde] of Object.entries(antwoord)) adres.searchParams.set(naam, waarde);
  const tokens = await authorizationCodeGrant(configuratie, adres, {
    expectedState: antwoord.state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
  });
  const idTokenClaims = tokens.claims();
  if (!idTokenClaims) throw new TypeError('no ID token, although a nonce was sent');
  const userinfo = await fetchUserInfo(configuratie, tokens.access_token, idTokenClaims.sub);
  return { idTokenClaims: { ...idTokenClaims }, userinfo: { ...userinfo } };
}

/** The client_id identifies the application. An ID token as a hint would stay in the browser's history. */
export function afmeldadres(configuratie: Configuration, dossier: Dossier): URL {
  const terug = dossier.post_logout_redirect_uris[0];
  return buildEndSessionUrl(configuratie, terug ? { post_logout_redirect_uri: terug } : {});
}

function redirectUri(dossier: Dossier): string {
  return dossier.redirect_uris[0] as string;
}
