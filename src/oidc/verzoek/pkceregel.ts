import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Toepassing } from '../../toepassingen/index.ts';

/**
 * PKCE is required (RFC 9700 § 2.1.1). The dossier may waive it for a client that binds the code to its
 * session by a nonce.
 */

export function pkceVerplicht(toepassingen: ReadonlyMap<string, Toepassing>, clientId: string | undefined): boolean {
  return toepassingen.get(clientId ?? '')?.dossier.pkce !== 'vrijgesteld_mits_nonce';
}

export function nonceBijVrijstelling(toepassingen: ReadonlyMap<string, Toepassing>) {
  return function controleerNonce(ctx: KoaContextWithOIDC, nonce: string | undefined): void {
    if (pkceVerplicht(toepassingen, ctx.oidc.client?.clientId) || ctx.oidc.params?.code_challenge) return;
    if (!nonce) throw new errors.InvalidRequest('nonce is required when PKCE is not used');
  };
}
