import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { machinetijd } from '../../klok.ts';
import { TECHNISCHE_CODES } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { isVoorafIngediend } from '../bibliotheek/binnenwerk.ts';
import { claimsVan, negeertRuimereScopes, scopesVan } from '../clients/clientmetadata.ts';
import { controleerGepubliceerd } from '../clients/clientsleutels.ts';
import { nietTegenstrijdig } from './onderwerp.ts';
import { nietTeDiep } from './perken.ts';

/** Rules for an authorization request that come before any page, beside those of the library. */

type Toepassingen = ReadonlyMap<string, Toepassing>;

/** Claims about the sign-in itself, which no protocol lists. */
const BUITEN_PROTOCOL: ReadonlySet<string> = new Set(['iss', ...TECHNISCHE_CODES]);

export const ACR = 'urn:be:vlaanderen:authmech:leerid';

/**
 * The library refuses known scopes that the client may not have, and drops those that nobody knows: here they are refused,
 * unless the dossier says that its client can't choose. Then it reads in the token response what it got (RFC 6749 § 3.3).
 */
export function enkelScopesVanProtocol(toepassingen: Toepassingen) {
  return function controleerScope(ctx: KoaContextWithOIDC): void {
    const { params, body } = ctx.oidc;
    const toepassing = toepassingen.get(ctx.oidc.client?.clientId ?? '');
    if (!params || !toepassing) return;
    const toegestaan: Set<string> = scopesVan(toepassing);
    // Of a pushed request only what was pushed counts.
    const ruw = isVoorafIngediend(ctx.oidc) ? '' : (body?.scope ?? ctx.query.scope ?? '');
    const gevraagd = new Set(`${String(ruw)} ${String(params.scope ?? '')}`.split(' ').filter(Boolean));
    const buiten = [...gevraagd].find((een) => !toegestaan.has(een));
    if (buiten !== undefined && !negeertRuimereScopes(toepassing))
      throw new errors.InvalidScope('scope is not in the protocol of this client', buiten);
    if (!gevraagd.has('openid')) throw new errors.InvalidScope('scope must contain openid', 'openid');
    params.scope = [...gevraagd].filter((een) => toegestaan.has(een)).join(' ');
  };
}

/** A dossier may waive PKCE only for a client that binds the code to its session with a nonce. */
export function nonceBijVrijstelling(toepassingen: Toepassingen) {
  return function controleerNonce(ctx: KoaContextWithOIDC, nonce: string | undefined): void {
    if (pkceVerplicht(toepassingen, ctx.oidc.client?.clientId) || ctx.oidc.params?.code_challenge) return;
    if (!nonce) throw new errors.InvalidRequest('nonce is required when PKCE is not used');
  };
}

export function pkceVerplicht(toepassingen: Toepassingen, clientId: string | undefined): boolean {
  return toepassingen.get(clientId ?? '')?.dossier.pkce !== 'vrijgesteld_mits_nonce';
}

/**
 * The claims parameter (OIDC Core § 5.5) may ask for less than a scope. What the protocol does not list is left out without an
 * error (§ 5.5.1), and is not even kept with the request.
 */
export function enkelClaimsVanProtocol(toepassingen: Toepassingen) {
  return async function controleerClaims(
    ctx: KoaContextWithOIDC,
    verzoek: ClaimsParameter,
    client: { clientId: string },
  ): Promise<void> {
    nietTeDiep(verzoek);
    const toepassing = toepassingen.get(client.clientId);
    const toegestaan = toepassing ? claimsVan(toepassing) : new Set<string>();
    const binnen = (deel: object | undefined) =>
      Object.fromEntries(
        Object.entries(deel ?? {}).filter(([claim, eis]) => {
          if (eis !== null && (typeof eis !== 'object' || Array.isArray(eis)))
            throw new errors.InvalidRequest('a member of claims must be null or an object');
          return BUITEN_PROTOCOL.has(claim) || toegestaan.has(claim);
        }),
      );
    const claims = { userinfo: binnen(verzoek.userinfo), id_token: binnen(verzoek.id_token) };
    if (ctx.oidc.params) ctx.oidc.params.claims = JSON.stringify(claims);
    nietTegenstrijdig(claims);
    weigerOnhaalbareAcr(verzoek.id_token?.acr);
    weigerOnhaalbareAcr(verzoek.userinfo?.acr);
  };
}

/** An essential acr that we can't give would send the pupil round in circles: refuse it at once (OIDC Core § 5.5.1.1). */
function weigerOnhaalbareAcr(eis: unknown): void {
  const { essential, value, values } = (eis ?? {}) as { essential?: boolean; value?: unknown; values?: unknown };
  if (!essential || (value === undefined && values === undefined)) return;
  if (value === ACR || (Array.isArray(values) && values.includes(ACR))) return;
  throw new errors.UnmetAuthenticationRequirements('none of the requested acr values is available');
}

/** Longer than this, a used assertion could outlive the record that it was used. ACM's clients keep to it as well. */
const LANGSTE_ASSERTIE = 10 * 60;

/** RSA with the padding of RS256 is too old for the higher tier (FAPI 2.0 § 5.4). */
const FAPI2_ALGORITMEN = ['PS256', 'ES256', 'EdDSA', 'Ed25519'];

export function isFapi2(toepassingen: Toepassingen, clientId: string | undefined): boolean {
  return toepassingen.get(clientId ?? '')?.dossier.profiel === 'fapi2';
}

/** The issuer as the only audience of a client assertion (RFC 10070), a short life, and a key that still counts. */
export function controleerClientassertie(toepassingen: Toepassingen) {
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
