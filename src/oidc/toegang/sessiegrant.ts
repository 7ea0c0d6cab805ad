import { hash } from 'node:crypto';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';

/**
 * The grant of a session for one client. It says what was asked, within the protocol. The door decides what
 * leaves.
 */
export async function leesOfMaakGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { session, client, account, provider } = ctx.oidc;
  if (!session || !client || !account) return undefined;
  // Two tabs that come at the same time make the same names. The answer to one tab may depend on what the
  // other tab saves.
  const eigen = (wat: string) => naamVan(wat, session.uid, client.clientId, account.accountId);
  if (!session.sidFor(client.clientId)) session.sidFor(client.clientId, eigen('sid'));
  const grantId = session.grantIdFor(client.clientId);
  const bestaand = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant =
    bestaand?.accountId === account.accountId
      ? bestaand
      : Object.assign(new provider.Grant({ accountId: account.accountId, clientId: client.clientId }), {
          jti: eigen('grant'),
          iat: session.iat,
        });
  const gedekt = new Set([...grant.getOIDCScopeEncountered().split(' '), ...grant.getOIDCClaimsEncountered()]);
  const scopes = [...ctx.oidc.requestParamOIDCScopes];
  const claims = [...ctx.oidc.requestParamClaims];
  if (bestaand && grant === bestaand && [...scopes, ...claims].every((een) => gedekt.has(een))) return grant;
  grant.addOIDCScope(scopes.join(' '));
  if (claims.length) grant.addOIDCClaims(claims);
  await grant.save();
  return grant;
}

function naamVan(...delen: string[]): string {
  return hash('sha256', delen.join('\n'), 'base64url');
}
