import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { type Grant, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { aanmeldpagina } from './kaal_aanmelden.ts';
import { argument } from './kind.ts';

/**
 * The yardstick: only node-oidc-provider, as small as an integrator can make it, with its own memory adapter.
 * It has the same features as LeerID's provider (PKCE, pairwise, ES256, opaque tokens, client secret, claims
 * in the ID token, no consent page) and an account of constants. It has no database, no log and no rules.
 */
export interface Kaalinstellingen {
  issuer: string;
  poort: number;
  clientId: string;
  clientgeheim: string;
  redirectUri: string;
  scope: string;
}

const { issuer, poort, clientId, clientgeheim, redirectUri, scope } = argument<Kaalinstellingen>();

/** As many data, of the same length, as LeerID hands over under the bench's protocol. */
const GEGEVENS = {
  family_name: 'Naam12345',
  name: 'Voornaam12345 Naam12345',
  given_name: 'Voornaam12345',
  ov_leerid_uuid: '3f0e8f60-5f0e-4a58-9c1c-0d7a1a7c6b11',
  ov_account_uuid: '7b1f4a5e-2b0d-4f0e-8f6b-5e1c6d2a9f22',
  ov_inschrijvingen: [
    { administratieve_groep: '4064', hoofdstructuur: '211', instellingsnummer: '100001', stamnummer: '2600001' },
  ],
};

const beleid = interactionPolicy.base();
beleid.remove('consent');
const koekje = { httpOnly: true, sameSite: 'lax', signed: true, secure: true } as const;
const sleutel = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(issuer, {
  jwks: { keys: [{ ...sleutel, kid: 'bench', alg: 'ES256', use: 'sig' } as never] },
  clients: [
    {
      client_id: clientId,
      client_secret: clientgeheim,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope,
      subject_type: 'pairwise',
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...GEGEVENS }) }),
  loadExistingGrant: leesOfMaakGrant,
  interactions: { policy: beleid, url: (_ctx, { uid }) => `/aanmelden/${uid}` },
  scopes: scope.split(' '),
  claims: {
    openid: ['sub'],
    profile: ['name', 'family_name', 'given_name'],
    ov_leerling: ['ov_leerid_uuid', 'ov_account_uuid'],
    ov_inschrijvingen: ['ov_inschrijvingen'],
  },
  conformIdTokenClaims: false,
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_ctx, accountId, client) =>
    createHmac('sha256', 'bench').update(`${client.clientId}\n${accountId}`).digest('base64url'),
  responseTypes: ['code'],
  pkce: { required: () => true },
  clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    fapi: { enabled: true, profile: () => undefined },
    resourceIndicators: { enabled: false },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  cookies: { keys: ['bench-cookies'], long: koekje, short: koekje },
  routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo' },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 3600, Grant: 36_000, Session: 3600 },
});

/** As in the library's documentation for clients that need no consent. */
async function leesOfMaakGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { session, client, account } = ctx.oidc;
  if (!client || !account) return undefined;
  const grantId = session?.grantIdFor(client.clientId);
  const bestaand = grantId ? await ctx.oidc.provider.Grant.find(grantId) : undefined;
  if (bestaand) return bestaand;
  const grant = new ctx.oidc.provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(scope);
  await grant.save();
  return grant;
}

provider.proxy = true;
const protocol = provider.callback();
const aanmelden = aanmeldpagina(provider);
createServer((req, res) => (req.url?.startsWith('/aanmelden/') ? aanmelden : protocol)(req, res)).listen(poort);
