import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { CATALOGUS, isLeverbaar, type Scope } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { isVoorafIngediend } from '../bibliotheek/binnenwerk.ts';

/** An application asks for scopes of its protocol, and for no others. */

/** The scopes that the protocol of an application allows: those with at least one datum. */
export function scopesVan({ deel }: Toepassing): Set<Scope | 'openid'> {
  const scopes = deel.gegevens
    .filter((een) => isLeverbaar(een))
    .flatMap(({ code }) => CATALOGUS[code]?.uitgifte?.scope ?? []);
  return new Set(['openid', ...scopes]);
}

/**
 * Whether the dossier says that its client can't choose its scopes. Scopes that are too much are then left
 * out, and not refused.
 */
export function negeertRuimereScopes({ dossier }: Toepassing): boolean {
  return dossier.ruimere_scopes === 'negeren';
}

/**
 * The library refuses known scopes that the client may not have, and drops unknown scopes. Here both are
 * refused, unless the dossier says to ignore them. The client then reads in the token response which scopes
 * it got (RFC 6749 § 3.3).
 */
export function enkelScopesVanProtocol(toepassingen: ReadonlyMap<string, Toepassing>) {
  return function controleerScope(ctx: KoaContextWithOIDC): void {
    const { params, body } = ctx.oidc;
    const toepassing = toepassingen.get(ctx.oidc.client?.clientId ?? '');
    if (!params || !toepassing) return;
    const toegestaan: Set<string> = scopesVan(toepassing);
    // For a request that was pushed, only the pushed parameters count.
    const ruw = isVoorafIngediend(ctx.oidc) ? '' : (body?.scope ?? ctx.query.scope ?? '');
    const gevraagd = new Set(`${String(ruw)} ${String(params.scope ?? '')}`.split(' ').filter(Boolean));
    const buiten = [...gevraagd].find((een) => !toegestaan.has(een));
    if (buiten !== undefined && !negeertRuimereScopes(toepassing))
      throw new errors.InvalidScope('scope is not in the protocol of this client', buiten);
    if (!gevraagd.has('openid')) throw new errors.InvalidScope('scope must contain openid', 'openid');
    params.scope = [...gevraagd].filter((een) => toegestaan.has(een)).join(' ');
  };
}
