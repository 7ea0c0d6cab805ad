import type { AdapterPayload } from 'oidc-provider';
import { type Clientgeheimen, geheimnaam, type Toepassing } from '../../toepassingen/index.ts';
import type { ZoekClient } from '../adapter/adapter.ts';
import { RESPONSE_MODES } from '../eindpunten/metadata.ts';
import { negeertRuimereScopes, scopesVan } from '../verzoek/scoperegel.ts';
import { geheimenVan } from './geheimcontrole.ts';

/**
 * An application is a client while its protocol is in force today, and while the secret by which it proves
 * itself is there.
 */
export function clientsUit(
  toepassingen: ReadonlyMap<string, Toepassing>,
  geheimen: Clientgeheimen,
  vandaag: () => Temporal.PlainDate,
): ZoekClient {
  const gemaakt = new WeakMap<Toepassing, AdapterPayload>();
  return (clientId) => {
    const toepassing = toepassingen.get(clientId);
    if (!toepassing?.geldigheidOp(vandaag()).in_werking) return undefined;
    const client = gemaakt.get(toepassing) ?? metadata(toepassing);
    gemaakt.set(toepassing, client);
    if (geheimnaam(toepassing) === undefined) return client;
    const [client_secret] = geheimenVan(toepassing, geheimen) ?? [];
    return client_secret ? { ...client, client_secret } : undefined;
  };
}

/** The metadata of a client in the words of RFC 7591, from the dossier and the protocol. */
function metadata(toepassing: Toepassing): AdapterPayload {
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
    response_modes: RESPONSE_MODES,
    ...(negeertRuimereScopes(toepassing) ? {} : { scope: [...scopesVan(toepassing)].join(' ') }),
    subject_type: 'pairwise',
    id_token_signed_response_alg: dossier.id_token.id_token_signed_response_alg,
    token_endpoint_auth_method: client_authenticatie.token_endpoint_auth_method,
    ...('jwks' in client_authenticatie ? { jwks: client_authenticatie.jwks } : {}),
    ...('jwks_uri' in client_authenticatie ? { jwks_uri: client_authenticatie.jwks_uri } : {}),
  } as AdapterPayload;
}
