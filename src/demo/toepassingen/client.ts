import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  PrivateKeyJwt,
} from 'openid-client';
import type { Dossier } from '../../toepassingen/index.ts';

/** One relying party, in openid-client's terms. */
export interface Client {
  configuratie(): Promise<Configuration>;
  /** Public keys with which LeerID checks the client assertions. */
  jwks: { keys: JWK[] } | undefined;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const SECONDEN = 10;

export async function maakClient(
  dossier: Dossier,
  issuer: string,
  omgeving: Readonly<Record<string, string>>,
): Promise<Client> {
  const { clientAuth, jwks } = await bewijsmiddel(dossier, omgeving);
  let bekend: Promise<Configuration> | undefined;
  return {
    jwks,
    configuratie() {
      // Not before the first visitor, because LeerID may start later than this server. A failure is tried
      // again.
      bekend ??= ontdek(dossier, issuer, clientAuth).catch((fout) => {
        bekend = undefined;
        throw fout;
      });
      return bekend;
    },
  };
}

async function bewijsmiddel({ client_authenticatie: middel }: Dossier, omgeving: Readonly<Record<string, string>>) {
  if (middel.token_endpoint_auth_method === 'private_key_jwt') return sleutelbewijs();
  const geheim = omgeving[middel.client_secret_uit_omgeving];
  const maak = middel.token_endpoint_auth_method === 'client_secret_basic' ? ClientSecretBasic : ClientSecretPost;
  return { clientAuth: maak(geheim), jwks: undefined };
}

async function sleutelbewijs() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { clientAuth: PrivateKeyJwt({ key: privateKey, kid }), jwks: { keys: [{ ...jwk, kid, alg: 'ES256' }] } };
}

async function ontdek(dossier: Dossier, issuer: string, clientAuth: ClientAuth): Promise<Configuration> {
  const server = new URL(issuer);
  const zonderTls = server.protocol === 'http:' && LOOPBACK.includes(server.hostname);
  const { id_token_signed_response_alg } = dossier.id_token;
  return discovery(server, dossier.client_id, { id_token_signed_response_alg }, clientAuth, {
    timeout: SECONDEN,
    // Checks the signature of the ID token too: without TLS, the connection proves nothing about its sender.
    execute: [enableNonRepudiationChecks, ...(zonderTls ? [allowInsecureRequests] : [])],
  });
}
