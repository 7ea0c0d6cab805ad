import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Client } from './client.ts';

const GEBEURTENIS = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds. LeerID's tokens live two minutes. */
const OUDSTE = 180;
const MEESTE_GEZIEN = 10_000;

/** Whose sessions end: those of one sign-in, or all of this pupil when there is no `sid`. */
export interface Afmeldclaims {
  sub?: string | undefined;
  sid?: string | undefined;
}

/** Checks of Back-Channel Logout 1.0 § 2.6 that jose does not make by itself. */
const inhoud = z
  .looseObject({
    jti: z.string().min(1),
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
    events: z.looseObject({ [GEBEURTENIS]: z.looseObject({}) }),
    // An ID token has a nonce. It must never pass for a logout token.
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/**
 * Reads logout tokens, each once.
 * @returns undefined for a token that is not from LeerID, not for us, or seen before
 */
export function maakAfmeldlezer(issuer: string) {
  const sleutels = new Map<string, JWTVerifyGetKey>();
  const gezien = new Set<string>();

  async function jwksVan(client: Client): Promise<JWTVerifyGetKey> {
    const { jwks_uri = '' } = (await client.configuratie()).serverMetadata();
    const bekend = sleutels.get(jwks_uri) ?? createRemoteJWKSet(new URL(jwks_uri));
    sleutels.set(jwks_uri, bekend);
    return bekend;
  }

  return async (token: string, clientId: string, client: Client, alg: string): Promise<Afmeldclaims | undefined> => {
    const eisen = { issuer, audience: clientId, algorithms: [alg], typ: 'logout+jwt', maxTokenAge: OUDSTE };
    try {
      const { payload } = await jwtVerify(token, await jwksVan(client), { ...eisen, requiredClaims: ['exp'] });
      const { jti, sub, sid } = inhoud.parse(payload);
      if (gezien.has(jti)) return undefined;
      onthoud(gezien, jti);
      return { sub, sid };
    } catch (fout) {
      if (fout instanceof errors.JOSEError || fout instanceof z.ZodError) return undefined;
      throw fout;
    }
  };
}

/**
 * Limited in size. What is dropped is older than any token that is still accepted, unless somebody floods a
 * demo.
 */
function onthoud(gezien: Set<string>, jti: string): void {
  const [oudste] = gezien;
  if (gezien.size >= MEESTE_GEZIEN && oudste !== undefined) gezien.delete(oudste);
  gezien.add(jti);
}
