import { type ClaimsParameter, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { AFGELEID, CATALOGUS, isLeverbaar, TECHNISCHE_CODES } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { weigerOnhaalbareAcr } from './acr.ts';
import { nietTegenstrijdig } from './onderwerp.ts';
import { nietTeDiep } from './perken.ts';

/** A request may name single claims. Only those of the protocol are kept. */

/** Claims about the sign-in itself, which no protocol lists. */
const BUITEN_PROTOCOL: ReadonlySet<string> = new Set(['iss', ...TECHNISCHE_CODES]);

/** The claims that the protocol of an application allows. */
function claimsVan({ deel }: Toepassing): Set<string> {
  const codes = new Set(deel.gegevens.filter((een) => isLeverbaar(een)).map(({ code }) => code));
  const eigen = [...codes].flatMap((code) => CATALOGUS[code]?.uitgifte?.claim ?? []);
  const afgeleid = AFGELEID.filter(({ uit }) => uit.every((code) => codes.has(code)));
  return new Set([...eigen, ...afgeleid.map(({ claim }) => claim)]);
}

/**
 * The claims parameter (OIDC Core § 5.5) may ask for less than a scope. Claims that the protocol does not
 * list are left out without an error (§ 5.5.1). They are not even kept with the request.
 */
export function enkelClaimsVanProtocol(toepassingen: ReadonlyMap<string, Toepassing>) {
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
