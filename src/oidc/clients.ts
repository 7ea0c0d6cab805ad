import type { AdapterPayload } from 'oidc-provider';
import { CATALOGUS, type Scope } from '../protocol/index.ts';
import type { Toepassing } from '../toepassingen/index.ts';
import type { ZoekClient } from './adapter/adapter.ts';

/** The scopes that the protocol of an application yields: those with at least one datum. */
export function scopesVan({ deel }: Toepassing): Set<Scope | 'openid'> {
  const scopes = deel.gegevens.flatMap(({ code }) => CATALOGUS[code]?.uitgifte?.scope ?? []);
  return new Set(['openid', ...scopes]);
}

/** The claims that the protocol of an application yields. */
export function claimsVan({ deel }: Toepassing): Set<string> {
  return new Set(deel.gegevens.flatMap(({ code }) => CATALOGUS[code]?.uitgifte?.claim ?? []));
}

/** No protocol in force today, no client. */
export function clientsUit(
  toepassingen: ReadonlyMap<string, Toepassing>,
  omgeving: Readonly<Record<string, string | undefined>>,
  vandaag: () => Temporal.PlainDate,
): ZoekClient {
  const gemaakt = new WeakMap<Toepassing, AdapterPayload>();
  return (clientId) => {
    const toepassing = toepassingen.get(clientId);
    if (!toepassing?.geldigheidOp(vandaag()).in_werking) return undefined;
    const client = gemaakt.get(toepassing) ?? metadata(toepassing, omgeving);
    gemaakt.set(toepassing, client);
    return client;
  };
}

/** Client metadata in the words of RFC 7591, from the dossier and the protocol. */
function metadata(toepassing: Toepassing, omgeving: Readonly<Record<string, string | undefined>>): AdapterPayload {
  const { dossier } = toepassing;
  const { client_authenticatie } = dossier;
  return {
    client_id: dossier.client_id,
    client_name: dossier.naam,
    redirect_uris: dossier.redirect_uris,
    post_logout_redirect_uris: dossier.post_logout_redirect_uris,
    ...(dossier.backchannel_logout_uri
      ? { backchannel_logout_uri: dossier.backchannel_logout_uri, backchannel_logout_session_required: true }
      : {}),
    ...(dossier.profiel === 'fapi2'
      ? { require_pushed_authorization_requests: true, dpop_bound_access_tokens: true }
      : {}),
    grant_types: ['authorization_code'],
    response_types: ['code'],
    response_modes: ['query', 'form_post'],
    scope: [...scopesVan(toepassing)].join(' '),
    subject_type: 'pairwise',
    id_token_signed_response_alg: dossier.id_token.id_token_signed_response_alg,
    token_endpoint_auth_method: client_authenticatie.token_endpoint_auth_method,
    ...sleutelsOfGeheim(client_authenticatie, omgeving),
  } as AdapterPayload;
}

function sleutelsOfGeheim(
  authenticatie: Toepassing['dossier']['client_authenticatie'],
  omgeving: Readonly<Record<string, string | undefined>>,
) {
  if ('client_secret_uit_omgeving' in authenticatie) {
    return { client_secret: omgeving[authenticatie.client_secret_uit_omgeving] };
  }
  return authenticatie.jwks ? { jwks: authenticatie.jwks } : { jwks_uri: authenticatie.jwks_uri };
}

/** Dossiers that name a secret which the environment does not have, as lines for the log. */
export function ontbrekendeGeheimen(
  toepassingen: ReadonlyMap<string, Toepassing>,
  omgeving: Readonly<Record<string, string | undefined>>,
  demo: boolean,
): { clientId: string; fout: string }[] {
  return [...toepassingen.values()].flatMap(({ dossier: { client_id, client_authenticatie } }) => {
    if (!('client_secret_uit_omgeving' in client_authenticatie)) return [];
    const naam = client_authenticatie.client_secret_uit_omgeving;
    const geheim = omgeving[naam] ?? '';
    if (geheim.length >= 32 && (demo || !geheim.startsWith('demo-'))) return [];
    return [
      {
        clientId: client_id,
        fout: `${client_id}: omgevingsvariabele ${naam} ontbreekt, is korter dan 32 tekens of is een demogeheim`,
      },
    ];
  });
}
