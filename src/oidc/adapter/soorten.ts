import { metEigenVertaling, type Objectrij, type Objectsoort, soort, verbruikbaar, zonderLege } from './objectsoort.ts';

/** The kinds of object that we keep. Each has its table, its columns and its properties in the library. */

/** What a code and an access token have in common. */
const CODE_OF_TOKEN = {
  accountId: 'account_uuid uuid',
  clientId: 'client_id',
  grantId: 'grant_id',
  sessionUid: 'session_uid',
  sid: 'sid',
  scope: 'scope',
  claims: 'claims json',
  expiresWithSession: 'expires_with_session boolean',
  protocolHash: 'protocol_hash',
} as const;

const AANMELDING = { acr: 'acr', amr: 'amr text[]' } as const;

export const SESSIE = {
  ...metEigenVertaling(
    soort('Session', 'oidc_sessions', {
      uid: 'uid',
      accountId: 'account_uuid uuid',
      loginTs: 'login_ts bigint',
      ...AANMELDING,
      transient: 'transient boolean',
      state: 'state json',
      generatie: 'aanmeldgeneratie uuid',
    }),
    ({ transient }) => ({ transient: transient === true }),
    ({ transient }) => ({ transient: transient === true ? true : undefined }),
  ),
  herschrijfbaar: true,
  vluchtig: true,
} as const;

export const GRANT = {
  ...metEigenVertaling(
    soort('Grant', 'oidc_grants', {
      accountId: 'account_uuid uuid',
      clientId: 'client_id',
      scope: 'scope',
      claims: 'claims text[]',
    }),
    ({ openid }) => ({ ...(openid as object) }),
    ({ scope, claims }) => ({ scope: undefined, claims: undefined, openid: zonderLege({ scope, claims }) }),
  ),
  herschrijfbaar: true,
  vluchtig: true,
  samen: {
    scope: `array_to_string(${verenigd(`string_to_array(concat_ws(' ', oud.scope, excluded.scope), ' ')`)}, ' ')`,
    claims: verenigd('oud.claims || excluded.claims'),
  },
} as const;

function verenigd(lijst: string): string {
  return `nullif(array(select distinct een from unnest(${lijst}) as een order by een), '{}')`;
}

export const CODE = {
  ...verbruikbaar(
    soort('AuthorizationCode', 'oidc_authorization_codes', {
      ...CODE_OF_TOKEN,
      ...AANMELDING,
      redirectUri: 'redirect_uri',
      codeChallenge: 'code_challenge',
      codeChallengeMethod: 'code_challenge_method',
      nonce: 'nonce',
      authTime: 'auth_time bigint',
      dpopJkt: 'dpop_jkt',
    }),
  ),
  vluchtig: true,
} as const;

export const ACCESS_TOKEN = soort('AccessToken', 'oidc_access_tokens', { ...CODE_OF_TOKEN, gty: 'gty', jkt: 'jkt' });

export const INGEDIEND_VERZOEK = {
  ...verbruikbaar(
    soort('PushedAuthorizationRequest', 'oidc_pushed_authorization_requests', {
      request: 'request',
      trusted: 'trusted json',
      dpopJkt: 'dpop_jkt',
    }),
  ),
  vluchtig: true,
} as const;

export const REPLAY = soort('ReplayDetection', 'oidc_replay_detection', { iss: 'iss' });

/** A row of a kind, with all its columns. */
export type RijVanSoort<Soort> = Soort extends Objectsoort<infer Rij> ? Objectrij & Rij : never;
