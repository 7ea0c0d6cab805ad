import type { Objectinhoud, Objectrij, OidcTabel } from './objectrijen.ts';

/** How one kind of object of the library becomes a row and back. Each kind has besides `id`, `iat` and `exp`. */
export interface Objectsoort {
  tabel: OidcTabel;
  /** Whether the library saves it again under the same identifier. */
  herschrijfbaar?: true;
  /** Columns that keep what was in `oud` when it is saved again, as SQL: two who saved at once then both stand in it. */
  samen?: Readonly<Record<string, string>>;
  /** Whether who loses it merely signs in again; what an application received hangs on none of these. */
  vluchtig?: true;
  kolommen: readonly Kolom[];
  /** What a look-up reads beside them, as SQL. */
  verder?: string;
  naarRij(inhoud: Objectinhoud): Record<string, unknown>;
  vanRij(rij: Objectrij): Record<string, unknown>;
}

export interface Kolom {
  naam: string;
  type: string;
}

/** Columns named after the library's properties, in snake_case, with their type unless it is text: most kinds are no more. */
function kolommen(namen: Record<string, string>): Pick<Objectsoort, 'kolommen' | 'naarRij' | 'vanRij'> {
  const velden = Object.entries(namen).map(([veld, kolom]) => {
    const [naam = '', type = 'text'] = kolom.split(' ');
    return { veld, naam, type };
  });
  return {
    kolommen: velden.map(({ naam, type }) => ({ naam, type })),
    naarRij(inhoud) {
      const rij: Record<string, unknown> = {};
      for (const { veld, naam, type } of velden) rij[naam] = type === 'json' ? naarJson(inhoud[veld]) : inhoud[veld];
      return rij;
    },
    vanRij(rij) {
      const inhoud: Record<string, unknown> = {};
      // The library tells "absent" by undefined, the database by null.
      for (const { veld, naam } of velden) if (rij[naam] !== null) inhoud[veld] = rij[naam];
      return inhoud;
    },
  };
}

/** As text inside the text of the statement's questions: what a browser sent may hold a NUL, which only `json` itself takes. */
function naarJson(waarde: unknown): string | undefined {
  return waarde === undefined || waarde === null ? undefined : JSON.stringify(waarde);
}

const VERGUNNING = {
  accountId: 'account_uuid uuid',
  clientId: 'client_id',
  grantId: 'grant_id',
  sessionUid: 'session_uid',
  sid: 'sid',
  scope: 'scope',
  claims: 'claims json',
  expiresWithSession: 'expires_with_session boolean',
};

const AANMELDING = { acr: 'acr', amr: 'amr text[]' };

const VERBRUIKT = 'consumed_op is not null as verbruikt';

export const SESSIE = anders(
  {
    tabel: 'oidc_sessions',
    herschrijfbaar: true,
    vluchtig: true,
    ...kolommen({
      uid: 'uid',
      accountId: 'account_uuid uuid',
      loginTs: 'login_ts bigint',
      ...AANMELDING,
      transient: 'transient boolean',
      state: 'state json',
      generatie: 'aanmeldgeneratie uuid',
    }),
  },
  ({ transient }) => ({ transient: transient === true }),
  ({ transient }) => ({ transient: transient === true ? true : undefined }),
);

export const GRANT = anders(
  {
    tabel: 'oidc_grants',
    herschrijfbaar: true,
    samen: {
      scope: `array_to_string(${verenigd(`string_to_array(concat_ws(' ', oud.scope, excluded.scope), ' ')`)}, ' ')`,
      claims: verenigd('oud.claims || excluded.claims'),
    },
    vluchtig: true,
    ...kolommen({
      accountId: 'account_uuid uuid',
      clientId: 'client_id',
      scope: 'scope',
      claims: 'claims text[]',
    }),
  },
  ({ openid }) => ({ ...(openid as object) }),
  ({ scope, claims }) => ({ scope: undefined, claims: undefined, openid: zonderLege({ scope, claims }) }),
);

export const SOORTEN: Readonly<Record<string, Objectsoort>> = {
  Session: SESSIE,
  Interaction: {
    tabel: 'oidc_interactions',
    herschrijfbaar: true,
    vluchtig: true,
    ...kolommen({
      params: 'params json',
      prompt: 'prompt json',
      result: 'result json',
      lastSubmission: 'last_submission json',
      session: 'session json',
      returnTo: 'return_to',
      trusted: 'trusted json',
      grantId: 'grant_id',
      cid: 'cid',
      parJti: 'par_jti',
    }),
  },
  Grant: GRANT,
  AuthorizationCode: verbruikbaar({
    tabel: 'oidc_authorization_codes',
    vluchtig: true,
    ...kolommen({
      ...VERGUNNING,
      ...AANMELDING,
      redirectUri: 'redirect_uri',
      codeChallenge: 'code_challenge',
      codeChallengeMethod: 'code_challenge_method',
      nonce: 'nonce',
      authTime: 'auth_time bigint',
      dpopJkt: 'dpop_jkt',
    }),
  }),
  AccessToken: { tabel: 'oidc_access_tokens', ...kolommen({ ...VERGUNNING, gty: 'gty', jkt: 'jkt' }) },
  PushedAuthorizationRequest: verbruikbaar({
    tabel: 'oidc_pushed_authorization_requests',
    vluchtig: true,
    ...kolommen({ request: 'request', trusted: 'trusted json', dpopJkt: 'dpop_jkt' }),
  }),
  ReplayDetection: { tabel: 'oidc_replay_detection', ...kolommen({ iss: 'iss' }) },
};

function verenigd(lijst: string): string {
  return `nullif(array(select distinct een from unnest(${lijst}) as een order by een), '{}')`;
}

function verbruikbaar(soort: Objectsoort): Objectsoort {
  const metVerbruik = anders(
    soort,
    () => ({}),
    ({ verbruikt }) => (verbruikt ? { consumed: true } : {}),
  );
  return { ...metVerbruik, verder: VERBRUIKT };
}

function anders(soort: Objectsoort, naarRij: Objectsoort['naarRij'], vanRij: Objectsoort['vanRij']): Objectsoort {
  return {
    ...soort,
    naarRij: (inhoud) => ({ ...soort.naarRij(inhoud), ...naarRij(inhoud) }),
    vanRij: (rij) => zonderLege({ ...soort.vanRij(rij), ...vanRij(rij) }),
  };
}

function zonderLege(waarden: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(waarden).filter(([, waarde]) => waarde !== null && waarde !== undefined));
}

/** A client's own `exp` may have a fraction (RFC 7519 § 2); a row that is kept a second longer forgets nothing too soon. */
export function alsObjectrij(soort: Objectsoort, id: string, inhoud: Objectinhoud): Objectrij {
  const exp = inhoud.exp === undefined ? undefined : Math.ceil(inhoud.exp);
  return { ...soort.naarRij(inhoud), id, iat: inhoud.iat, exp };
}

export function alsObject(soort: Objectsoort, naam: string, rij: Objectrij): Objectinhoud {
  return { jti: rij.id, kind: naam, iat: rij.iat as number, exp: rij.exp as number, ...soort.vanRij(rij) };
}
