import type { Inhoud, OidcTabel, Rij } from './rijen.ts';
import { naarBasis, naarJson, vanBasis, zonderLege } from './rijen.ts';

/** How one kind of object of the library becomes a row and back. */
export interface Soort {
  tabel: OidcTabel;
  /** Whether the library saves it again under the same identifier. */
  herschrijfbaar?: true;
  /** What a look-up reads. */
  kolommen: readonly string[];
  naarRij(inhoud: Inhoud): Record<string, unknown>;
  vanRij(rij: Rij): Record<string, unknown>;
}

const JSON_KOLOMMEN = new Set([
  'claims',
  'params',
  'prompt',
  'result',
  'last_submission',
  'session',
  'state',
  'trusted',
]);

type Omschrijving = Pick<Soort, 'naarRij' | 'vanRij' | 'kolommen'>;

/** Columns named after the library's properties, in snake_case: most kinds are no more than this list. */
function kolommen(namen: Record<string, string>): Omschrijving {
  const paren = Object.entries(namen);
  return {
    kolommen: ['id', 'gemaakt_op', 'verloopt_op', ...Object.values(namen)],
    naarRij: (inhoud) =>
      Object.fromEntries(
        paren.map(([veld, kolom]) => [
          kolom,
          JSON_KOLOMMEN.has(kolom) ? naarJson(inhoud[veld]) : (inhoud[veld] ?? null),
        ]),
      ),
    vanRij: (rij) => Object.fromEntries(paren.map(([veld, kolom]) => [veld, rij[kolom]])),
  };
}

const VERGUNNING = {
  accountId: 'account_uuid',
  clientId: 'client_id',
  grantId: 'grant_id',
  sessionUid: 'session_uid',
  sid: 'sid',
  scope: 'scope',
  claims: 'claims',
  expiresWithSession: 'expires_with_session',
};

const AANMELDING = { acr: 'acr', amr: 'amr' };

export const SOORTEN: Readonly<Record<string, Soort>> = {
  Session: {
    tabel: 'oidc_sessions',
    herschrijfbaar: true,
    ...metVast(
      kolommen({ uid: 'uid', accountId: 'account_uuid', loginTs: 'login_ts', ...AANMELDING, state: 'state' }),
      ['transient'],
      ({ transient }) => ({ transient: transient === true }),
      ({ transient }) => (transient ? { transient } : {}),
    ),
  },
  Interaction: {
    tabel: 'oidc_interactions',
    herschrijfbaar: true,
    ...kolommen({
      params: 'params',
      prompt: 'prompt',
      result: 'result',
      lastSubmission: 'last_submission',
      session: 'session',
      returnTo: 'return_to',
      trusted: 'trusted',
      grantId: 'grant_id',
      cid: 'cid',
      parJti: 'par_jti',
    }),
  },
  Grant: {
    tabel: 'oidc_grants',
    herschrijfbaar: true,
    ...metVast(
      kolommen({ accountId: 'account_uuid', clientId: 'client_id' }),
      ['scope', 'claims'],
      ({ openid }) => {
        const { scope, claims } = (openid ?? {}) as { scope?: string; claims?: string[] };
        return { scope: scope ?? null, claims: claims ?? null };
      },
      ({ scope, claims }) => ({ openid: zonderLege({ scope, claims }) }),
    ),
  },
  AuthorizationCode: {
    tabel: 'oidc_authorization_codes',
    ...metVast(
      kolommen({
        ...VERGUNNING,
        ...AANMELDING,
        redirectUri: 'redirect_uri',
        codeChallenge: 'code_challenge',
        codeChallengeMethod: 'code_challenge_method',
        nonce: 'nonce',
        authTime: 'auth_time',
        dpopJkt: 'dpop_jkt',
      }),
      ['consumed_op'],
      () => ({}),
      verbruikt,
    ),
  },
  AccessToken: { tabel: 'oidc_access_tokens', ...kolommen({ ...VERGUNNING, gty: 'gty', jkt: 'jkt' }) },
  PushedAuthorizationRequest: {
    tabel: 'oidc_pushed_authorization_requests',
    ...metVast(
      kolommen({ request: 'request', trusted: 'trusted', dpopJkt: 'dpop_jkt' }),
      ['consumed_op'],
      () => ({}),
      verbruikt,
    ),
  },
  ReplayDetection: { tabel: 'oidc_replay_detection', ...kolommen({ iss: 'iss' }) },
};

function verbruikt({ consumed_op }: Rij) {
  return consumed_op ? { consumed: true } : {};
}

function metVast(
  basis: Omschrijving,
  extraKolommen: readonly string[],
  naarRij: Soort['naarRij'],
  vanRij: Soort['vanRij'],
): Omschrijving {
  return {
    kolommen: [...basis.kolommen, ...extraKolommen],
    naarRij: (inhoud) => ({ ...basis.naarRij(inhoud), ...naarRij(inhoud) }),
    vanRij: (rij) => ({ ...basis.vanRij(rij), ...vanRij(rij) }),
  };
}

export function alsRij(soort: Soort, id: string, inhoud: Inhoud): Rij {
  return { ...naarBasis(id, inhoud), ...soort.naarRij(inhoud) };
}

export function alsInhoud(soort: Soort, naam: string, rij: Rij): Inhoud {
  return zonderLege({ ...vanBasis(rij, naam), ...soort.vanRij(rij) }) as Inhoud;
}
