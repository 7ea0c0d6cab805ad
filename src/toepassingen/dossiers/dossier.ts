import { z } from 'zod';
import { clientId, datum, eigennaam, partijId, tekst } from '../../protocol/index.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** As a URL holds it: in small letters, a name with accents as `xn--…`, an IPv6 address in brackets. */
const HOST = /^([a-z0-9.-]*|\[[0-9a-f:]+\])$/;

/**
 * An exact https address, without wildcard or fragment. Its host is plain, since the headers of pages name
 * it. http on loopback passes here and is refused outside the demo.
 */
const adres = z
  .string()
  .refine((waarde) => URL.parse(waarde) !== null, 'geen geldig adres')
  .refine((waarde) => !/\s/.test(waarde), 'geen witruimte')
  .refine((waarde) => !waarde.includes('*'), 'geen jokerteken: geef elk adres volledig')
  .refine((waarde) => !waarde.includes('#'), 'geen fragment (#)')
  .refine(
    (waarde) => HOST.test(URL.parse(waarde)?.hostname ?? ''),
    'de host mag enkel letters, cijfers, punten en koppeltekens hebben, of een IPv6-adres zijn',
  )
  .refine((waarde) => {
    const url = URL.parse(waarde);
    return !url?.username && !url?.password;
  }, 'geen gebruikersnaam of wachtwoord in het adres')
  .refine((waarde) => {
    const url = URL.parse(waarde);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  }, 'gebruik https (http mag enkel naar localhost, in de demo)');

const b64 = z.string().regex(/^[A-Za-z0-9_-]+$/, 'base64url');
const publiekeSleutel = z
  .discriminatedUnion('kty', [
    z.looseObject({ kty: z.literal('RSA'), n: b64, e: b64 }),
    z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: b64, y: b64 }),
    z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: b64 }),
  ])
  .refine((jwk) => !('d' in jwk), 'dit is een privésleutel: die hoort bij de toepassing');

const geheimUitOmgeving = {
  client_secret_uit_omgeving: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]+$/, 'de naam van een omgevingsvariabele')
    .refine((naam) => !/^(LEERID|DATABASE|PG|POSTGRES)/.test(naam), 'dit is een instelling van LeerID zelf'),
};

const clientAuthenticatie = z
  .discriminatedUnion('token_endpoint_auth_method', [
    z.strictObject({
      token_endpoint_auth_method: z.literal('private_key_jwt'),
      jwks: z.strictObject({ keys: z.array(publiekeSleutel).min(1) }).optional(),
      jwks_uri: adres.optional(),
    }),
    z.strictObject({ token_endpoint_auth_method: z.literal('client_secret_basic'), ...geheimUitOmgeving }),
    z.strictObject({ token_endpoint_auth_method: z.literal('client_secret_post'), ...geheimUitOmgeving }),
  ])
  .refine(
    (een) =>
      een.token_endpoint_auth_method !== 'private_key_jwt' || (een.jwks === undefined) !== (een.jwks_uri === undefined),
    'geef ofwel jwks ofwel jwks_uri',
  );

const venster = z
  .strictObject({ naam: eigennaam, van: datum, tot: datum })
  .refine(({ van, tot }) => van <= tot, { path: ['tot'], error: 'eindigt voor het begint' });

const kaaldossier = z.strictObject({
  client_id: clientId,
  naam: eigennaam,
  /**
   * The party that receives. It signs this dossier, and the application opens only under an act of that
   * party.
   */
  partij: partijId,
  /**
   * The protocol that allows the handing-over. The recipient is one of its article on recipients, unless it
   * is the party itself.
   */
  protocol: tekst,
  ontvanger: z.string().optional(),
  /**
   * The days of a round, where the act gives this recipient its part only in windows (S3). Without a window
   * it stays shut.
   */
  vensters: z.array(venster).default([]),
  /**
   * The date on which the law came into force on which the act rests, where it was a draft when the act was
   * signed (S3 art. 2).
   */
  wetgeving_van_kracht: z.strictObject({ sinds: datum, vindplaats: tekst }).optional(),
  demo: z.boolean().default(false),
  redirect_uris: z.array(adres).min(1),
  post_logout_redirect_uris: z.array(adres).default([]),
  /** The address at which LeerID tells that a pupil signed out (OIDC Back-Channel Logout 1.0). */
  backchannel_logout_uri: adres.optional(),
  /** Where a pupil starts again at the application (OIDC Core § 4). */
  initiate_login_uri: adres.optional(),
  /**
   * Further origins to which the callback redirects. Browsers check them against the sign-in form's CSP
   * (form-action).
   */
  verdere_adressen: z.array(adres).default([]),
  client_authenticatie: clientAuthenticatie,
  id_token: z
    .strictObject({
      id_token_signed_response_alg: z.enum(['ES256', 'RS256']).default('ES256'),
      /**
       * Puts the data in the ID token as well as at userinfo, for an application that can't call userinfo.
       * The data then travel in its logout hints, so they reach browser histories and proxy logs.
       */
      claims: z.boolean().default(false),
      /** Why the application can't do otherwise. */
      claims_reden: tekst.optional(),
    })
    .refine(({ claims, claims_reden }) => claims === (claims_reden !== undefined), {
      path: ['claims_reden'],
      error: 'gegevens in het ID-token (claims: true) enkel met een reden, en een reden enkel daarbij',
    })
    .prefault({}),
  /** Some clients read `ov_leerid_uuid` as a list and take its first element. */
  ov_leerid_uuid_als_lijst: z.boolean().default(false),
  pkce: z.enum(['verplicht', 'vrijgesteld_mits_nonce']).default('verplicht'),
  /**
   * What a scope outside the protocol gives: an error, or nothing for a client that can't choose what it
   * asks.
   */
  ruimere_scopes: z.enum(['weigeren', 'negeren']).default('weigeren'),
  /**
   * The higher tier: pushed requests, signed client assertions and tokens bound to a key by DPoP (FAPI 2.0).
   */
  profiel: z.enum(['gewoon', 'fapi2']).default('gewoon'),
  /** Optional capabilities that the application has built in. */
  integraties: z.array(z.enum(['klasinformatie'])).default([]),
});

/**
 * The *integratiedossier*: what an application and its engineers arranged with us. It does not say which data
 * the application gets.
 */
export const dossierschema = kaaldossier.refine(
  ({ profiel, client_authenticatie, id_token, pkce }) =>
    profiel !== 'fapi2' ||
    (client_authenticatie.token_endpoint_auth_method === 'private_key_jwt' &&
      id_token.id_token_signed_response_alg === 'ES256' &&
      pkce === 'verplicht'),
  { path: ['profiel'], error: 'fapi2 vraagt private_key_jwt, ES256 en PKCE' },
);

export type Dossier = z.infer<typeof dossierschema>;

/**
 * Whether the dossier belongs in a demo only: it says so itself, or it has an address on the same machine.
 */
export function isDemodossier(dossier: Dossier): boolean {
  const { client_authenticatie: authenticatie } = dossier;
  const adressen = [
    ...dossier.redirect_uris,
    ...dossier.post_logout_redirect_uris,
    ...dossier.verdere_adressen,
    dossier.initiate_login_uri ?? '',
    dossier.backchannel_logout_uri ?? '',
    ('jwks_uri' in authenticatie && authenticatie.jwks_uri) || '',
  ];
  return dossier.demo || adressen.some((waarde) => URL.parse(waarde)?.protocol === 'http:');
}
