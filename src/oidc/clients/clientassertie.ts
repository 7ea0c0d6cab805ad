import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { machinetijd } from '../../klok.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { controleerGepubliceerd } from './clientsleutels.ts';

/**
 * What we require of an assertion by which a client proves itself (`private_key_jwt`, RFC 7523), beyond the
 * library's own checks.
 */

/**
 * Seconds. An assertion that lives longer could outlive the record of its use. ACM's clients also keep to
 * this limit.
 */
const LANGSTE_ASSERTIE = 10 * 60;

/** RSA with the padding of RS256 is too old for the higher tier (FAPI 2.0 § 5.4). */
const FAPI2_ALGORITMEN = ['PS256', 'ES256', 'EdDSA', 'Ed25519'];

export function isFapi2(toepassingen: ReadonlyMap<string, Toepassing>, clientId: string | undefined): boolean {
  return toepassingen.get(clientId ?? '')?.dossier.profiel === 'fapi2';
}

/**
 * Requires that the issuer is the only audience (RFC 10070), that the assertion lives only briefly, and that
 * its key still counts.
 */
export function controleerClientassertie(toepassingen: ReadonlyMap<string, Toepassing>) {
  return async function controleerAssertie(
    ctx: KoaContextWithOIDC,
    claims: { aud?: unknown; exp?: unknown },
    header: { alg?: unknown; kid?: unknown },
    client: Client,
  ): Promise<void> {
    const aud = Array.isArray(claims.aud) && claims.aud.length === 1 ? claims.aud[0] : claims.aud;
    if (aud !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('aud must be the issuer, and nothing else');
    const nu = machinetijd() / 1000;
    if (Number(claims.exp) > nu + LANGSTE_ASSERTIE)
      throw new errors.InvalidClientAuth('exp lies more than 10 minutes ahead');
    if (isFapi2(toepassingen, client.clientId) && !FAPI2_ALGORITMEN.includes(String(header.alg))) {
      throw new errors.InvalidClientAuth('algorithm is too weak for this client');
    }
    await controleerGepubliceerd(ctx, header, client);
  };
}
