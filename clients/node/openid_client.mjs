import { createServer } from 'node:http';
import * as client from 'openid-client';

const { LEERID_ISSUER, CLIENT_ID, CLIENT_SECRET, PORT } = process.env;
const redirect_uri = `http://localhost:${PORT}/callback`;
const leerid = await client.discovery(
  new URL(LEERID_ISSUER),
  CLIENT_ID,
  { id_token_signed_response_alg: 'ES256' },
  client.ClientSecretBasic(CLIENT_SECRET),
  { execute: [client.allowInsecureRequests] },
);
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();

createServer(async (vraag, antwoord) => {
  const hier = new URL(vraag.url, redirect_uri);
  if (hier.pathname === '/') {
    const code_challenge = await client.calculatePKCECodeChallenge(verifier);
    const bij = { redirect_uri, scope: 'openid profile', state, nonce, code_challenge, code_challenge_method: 'S256' };
    antwoord.writeHead(302, { location: client.buildAuthorizationUrl(leerid, bij).href }).end();
    return;
  }
  const verwacht = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await client.authorizationCodeGrant(leerid, hier, verwacht);
  antwoord.end(JSON.stringify(await client.fetchUserInfo(leerid, tokens.access_token, tokens.claims().sub)));
}).listen(PORT, 'localhost');
