import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import * as client from 'openid-client';
import { parse, stringify } from 'yaml';
import type { Idp } from '../server/idp.ts';

/**
 * The application's side, by openid-client: three relying parties with the client authentication of their
 * dossiers.
 */

const sleutelpaar: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/**
 * Puts our own public key in the dossier that signs its client assertions. Nobody listens for logout messages
 * unless a test does.
 */
export async function zetEigenSleutels(configmap: string): Promise<void> {
  for (const bestand of await readdir(join(configmap, 'toepassingen'))) {
    const pad = join(configmap, 'toepassingen', bestand);
    await writeFile(pad, (await readFile(pad, 'utf8')).replace(/^backchannel_logout_uri: .*\n/m, ''));
  }
  const bestand = join(configmap, 'toepassingen', 'archief-voor-onderwijs.yaml');
  const dossier = parse(await readFile(bestand, 'utf8'));
  const jwk = { ...sleutelpaar.publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'ES256' };
  dossier.client_authenticatie = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } };
  await writeFile(bestand, stringify(dossier));
}

export async function privateSleutel(): Promise<client.PrivateKey> {
  const pkcs8 = sleutelpaar.privateKey.export({ format: 'der', type: 'pkcs8' });
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  return { key, kid: 'test' };
}

/** A client assertion of Het Archief. `anders` replaces sound values. */
export async function assertie(
  issuer: string,
  anders: Record<string, unknown> = {},
  kop: Record<string, unknown> = {},
): Promise<string> {
  const { key, kid } = (await privateSleutel()) as { key: CryptoKey; kid: string };
  const nu = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const id = 'archief-voor-onderwijs';
  return new SignJWT({ iss: id, sub: id, aud: issuer, jti: crypto.randomUUID(), iat: nu, exp: nu + 60, ...anders })
    .setProtectedHeader({ alg: 'ES256', kid, ...kop })
    .sign(key);
}

export async function relyingParty(idp: Idp, clientId: string): Promise<client.Configuration> {
  const { [`${clientId.toUpperCase()}_CLIENT_SECRET`]: geheim = '' } = idp.omgeving;
  const authenticatie = {
    smartschool: () => client.ClientSecretBasic(geheim),
    toetsplatform: () => client.ClientSecretPost(geheim),
    'archief-voor-onderwijs': async () => client.PrivateKeyJwt(await privateSleutel()),
  }[clientId];
  const metadata = { id_token_signed_response_alg: clientId === 'smartschool' ? 'RS256' : 'ES256' };
  return client.discovery(new URL(idp.issuer), clientId, metadata, await authenticatie?.(), {
    execute: [client.allowInsecureRequests],
  });
}

export interface Aanvraag {
  url: URL;
  controles: client.AuthorizationCodeGrantChecks;
}

export const SCOPES: Record<string, string> = {
  smartschool: 'openid profile ov_leerling ov_inschrijvingen',
  'archief-voor-onderwijs': 'openid profile email ov_leerling ov_inschrijvingen',
  toetsplatform: 'openid profile ov_leerling ov_toetsen',
};

export function callback(clientId: string): string {
  return `http://localhost:3001/${clientId}/callback`;
}

/** A complete authorization request with PKCE, state and nonce. */
export async function vraagAan(
  rp: client.Configuration,
  clientId: string,
  extra: Record<string, string> = {},
): Promise<Aanvraag> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(rp, {
    redirect_uri: callback(clientId),
    scope: SCOPES[clientId] ?? 'openid',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...extra,
  });
  return { url, controles: { pkceCodeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true } };
}
