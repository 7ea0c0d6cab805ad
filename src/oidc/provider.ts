import type { JWK } from 'jose';
import {
  type AsymmetricSigningAlgorithm,
  type ClientAuthMethod,
  type Configuration,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { aanmeldadres } from '../aanmelden/index.ts';
import type { Deurbenodigdheden } from '../mededeling/index.ts';
import { claimsPerScope, SCOPES } from '../protocol/index.ts';
import { leerlingVanAccount } from '../register/index.ts';
import type { Clientgeheimen } from '../toepassingen/index.ts';
import { hostkoekje, type Koekjesstempel, padkoekje } from '../web/index.ts';
import { maakAdapter } from './adapter/adapter.ts';
import { metTekst } from './adapter/onder_tekst.ts';
import type { EindigSessie } from './adapter/sessie_adapter.ts';
import { alsKoa } from './bibliotheek/binnenwerk.ts';
import { controleerClientassertie, isFapi2 } from './clients/clientassertie.ts';
import { clientsUit } from './clients/clientmetadata.ts';
import { haalSleutels, type MeldSleutels } from './clients/clientsleutels.ts';
import { aanvaardElkGeheim } from './clients/geheimcontrole.ts';
import { eisGeschreven } from './eindpunten/schrijfbewaking.ts';
import { afmeldpaginas } from './paginas/afmeldpaginas.ts';
import { foutpagina } from './paginas/foutpagina.ts';
import { onthoudToepassing } from './paginas/uitweg.ts';
import type { HoogstensOnder } from './toegang/begonnen_onder.ts';
import { pairwiseSub } from './toegang/pairwise.ts';
import { restVanSessie, SESSIE_GEHEEL } from './toegang/sessieduur.ts';
import { leesOfMaakGrant } from './toegang/sessiegrant.ts';
import { type TelWeigering, toegangsbeleid } from './toegang/toegangsbeleid.ts';
import { gelezenLeerling, zoekAccount } from './toegang/zoek_account.ts';
import { ACR } from './verzoek/acr.ts';
import { enkelClaimsVanProtocol } from './verzoek/claimsregel.ts';
import { type Naamzegel, openNaam } from './verzoek/naamzegel.ts';
import { hintAlsClaim } from './verzoek/onderwerp.ts';
import { binnenPerken } from './verzoek/perken.ts';
import { nonceBijVrijstelling, pkceVerplicht } from './verzoek/pkceregel.ts';
import { enkelScopesVanProtocol } from './verzoek/scoperegel.ts';
import { WACHTTIJD } from './verzoek/verzegeld_verzoek.ts';
import type { Wachtplaats } from './verzoek/wachtplaats.ts';

export interface Providerinstellingen {
  issuer: string;
  /** Signs the library's cookies. */
  stempel: Koekjesstempel;
  pairwiseZout: string;
  demo: boolean;
  geheimen: Clientgeheimen;
  ondertekensleutels: JWK[];
  telWeigering: TelWeigering;
  meldSleutels: MeldSleutels;
  naamzegel: Naamzegel;
  eindigSessie: EindigSessie;
  wachtplaats: Wachtplaats;
  hoogstensOnder: HoogstensOnder;
}

const CLIENTBEWIJZEN: ClientAuthMethod[] = ['private_key_jwt', 'client_secret_basic', 'client_secret_post'];
const ASSERTIEALGORITMEN: AsymmetricSigningAlgorithm[] = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];

export function maakProvider(nodig: Deurbenodigdheden, instellingen: Providerinstellingen): Provider {
  const provider = new Provider(instellingen.issuer, configuratie(nodig, instellingen));
  // The only forwarded header that reaches the library is our own. See `web/verzoek.ts`.
  provider.proxy = true;
  provider.use(eisGeschreven);
  aanvaardElkGeheim(provider, nodig.toepassingen, instellingen.geheimen);
  return provider;
}

function configuratie(nodig: Deurbenodigdheden, instellingen: Providerinstellingen): Configuration {
  const { toepassingen, klok, db } = nodig;
  const https = instellingen.issuer.startsWith('https:');
  const onderwerp = async (ctx: KoaContextWithOIDC | undefined, accountUuid: string, clientId: string) => {
    const gelezen = gelezenLeerling(ctx?.oidc.account);
    const leerlingId = gelezen ?? (await leerlingVanAccount(db, accountUuid)) ?? accountUuid;
    return pairwiseSub(instellingen.pairwiseZout, clientId, leerlingId);
  };
  return {
    adapter: metTekst(
      maakAdapter({
        db,
        klok,
        zoekClient: clientsUit(toepassingen, instellingen.geheimen, () => klok.vandaag()),
        eindigSessie: instellingen.eindigSessie,
        wachtplaats: instellingen.wachtplaats,
      }),
      (clientId) => toepassingen.get(clientId)?.protocolHash,
    ),
    jwks: { keys: instellingen.ondertekensleutels as never },
    findAccount: zoekAccount(nodig, instellingen.hoogstensOnder),
    loadExistingGrant: leesOfMaakGrant,
    interactions: {
      policy: toegangsbeleid(nodig, instellingen.telWeigering, (ctx, accountUuid) =>
        onderwerp(ctx, accountUuid, ctx.oidc.client?.clientId ?? ''),
      ),
      url(ctx, { uid, params }) {
        onthoudToepassing(alsKoa(ctx), String(params.client_id));
        return aanmeldadres(String(params.client_id), uid);
      },
    },
    scopes: ['openid', ...SCOPES],
    claims: { openid: ['sub'], ...claimsPerScope(), acr: null, amr: null, auth_time: null, iss: null, sid: null },
    // The dossier says whether the ID token contains data. `toegang/zoek_account.ts` applies that, and not
    // the library.
    conformIdTokenClaims: false,
    acrValues: [ACR],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (ctx, accountUuid, { clientId }) => onderwerp(ctx, accountUuid, clientId),
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (_ctx, client) => pkceVerplicht(toepassingen, client.clientId) },
    clientAuthMethods: CLIENTBEWIJZEN,
    assertJwtClientAuthClaimsAndHeader: controleerClientassertie(toepassingen),
    enabledJWA: {
      clientAuthSigningAlgValues: ASSERTIEALGORITMEN,
      idTokenSigningAlgValues: ['ES256', 'RS256'],
    },
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'private_key_jwt',
    },
    extraParams: {
      client_id: binnenPerken,
      scope: enkelScopesVanProtocol(toepassingen),
      nonce: nonceBijVrijstelling(toepassingen),
      id_token_hint: hintAlsClaim,
      login_hint: openNaam(instellingen.naamzegel),
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      fapi: { enabled: true, profile: (_ctx, client) => (isFapi2(toepassingen, client?.clientId) ? '2.0' : undefined) },
      resourceIndicators: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      backchannelLogout: { enabled: true },
      claimsParameter: { enabled: true, assertClaimsParameter: enkelClaimsVanProtocol(toepassingen) },
      rpInitiatedLogout: { enabled: true, ...afmeldpaginas(nodig) },
    },
    renderError: foutpagina(nodig),
    clientBasedCORS: () => false,
    fetch: haalSleutels(instellingen.demo, instellingen.meldSleutels),
    cookies: {
      keys: instellingen.stempel,
      names: {
        session: hostkoekje(https, 'leerid'),
        interaction: padkoekje(https, 'leerid_aanmelding'),
        resume: padkoekje(https, 'leerid_verder'),
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true, secure: https },
      // These two hold only the name of a waiting request. The seal of that request proves it.
      short: { httpOnly: true, sameSite: 'lax', signed: false, secure: https },
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      end_session: '/logout',
      pushed_authorization_request: '/par',
      revocation: '/revoke',
    },
    discovery: {
      ui_locales_supported: ['nl'],
      revocation_endpoint_auth_methods_supported: CLIENTBEWIJZEN,
      revocation_endpoint_auth_signing_alg_values_supported: ASSERTIEALGORITMEN,
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: WACHTTIJD,
      Grant: SESSIE_GEHEEL,
      Session: (_ctx, session) => restVanSessie(session),
    },
  };
}
