import type { Dossierbestand } from '../test/opzet/stukken/voorbeelddossier.ts';

/** The address and the client_id with which a client runs. */
export interface Plek {
  issuer: string;
  clientId: string;
  geheim: string;
  poort: number;
}

/** What the machine must have. Where possible, it is installed into the cache. */
export type Grond = 'node' | 'python' | 'go' | 'apache';

export interface Client {
  naam: string;
  grond: Grond;
  /** What its dossier adds to the defaults: the columns of the table in docs/toepassingen.md. */
  dossier: Partial<Dossierbestand>;
  /** The program that the platform starts. `oauth2-proxy` and `apache2` are programs by themselves. */
  bestand?: string;
  /** Where the visitor begins, where LeerID sends him back to, and where he looks when he is signed in. */
  begin: string;
  callback: string;
  kijk?: string;
  /** Passes on only the `sub` and one claim of choice, here the family name. */
  enkelNaam?: true;
}

const basic = {
  token_endpoint_auth_method: 'client_secret_basic' as const,
  client_secret_uit_omgeving: 'SMARTSCHOOL_CLIENT_SECRET',
};
const post = { ...basic, token_endpoint_auth_method: 'client_secret_post' as const };

export const CLIENTS: Client[] = [
  {
    naam: 'openid-client',
    grond: 'node',
    dossier: { client_authenticatie: basic },
    bestand: 'openid_client.mjs',
    begin: '/',
    callback: '/callback',
  },
  {
    naam: 'passport-openidconnect',
    grond: 'node',
    dossier: { client_authenticatie: post, pkce: 'vrijgesteld_mits_nonce' },
    bestand: 'passport_openidconnect.mjs',
    begin: '/',
    callback: '/callback',
  },
  {
    naam: 'express-openid-connect',
    grond: 'node',
    dossier: { client_authenticatie: basic },
    bestand: 'express_openid_connect.mjs',
    begin: '/',
    callback: '/callback',
  },
  {
    naam: 'Authlib',
    grond: 'python',
    dossier: { client_authenticatie: basic },
    bestand: 'authlib_flask.py',
    begin: '/',
    callback: '/callback',
  },
  {
    naam: 'requests-oauthlib',
    grond: 'python',
    dossier: { client_authenticatie: basic },
    bestand: 'requests_oauthlib_flask.py',
    begin: '/',
    callback: '/callback',
  },
  {
    naam: 'mozilla-django-oidc',
    grond: 'python',
    dossier: { client_authenticatie: post },
    bestand: 'mozilla_django.py',
    begin: '/oidc/authenticate/',
    callback: '/oidc/callback/',
  },
  {
    naam: 'django-allauth',
    grond: 'python',
    dossier: { client_authenticatie: post, ruimere_scopes: 'negeren' },
    bestand: 'allauth_django.py',
    begin: '/accounts/oidc/leerid/login/',
    callback: '/accounts/oidc/leerid/login/callback/',
  },
  {
    naam: 'oauth2-proxy',
    grond: 'go',
    dossier: { client_authenticatie: basic },
    begin: '/oauth2/start',
    callback: '/oauth2/callback',
    kijk: '/oauth2/userinfo',
    enkelNaam: true,
  },
  {
    naam: 'mod_auth_openidc',
    grond: 'apache',
    dossier: { client_authenticatie: basic },
    begin: '/binnen/',
    callback: '/binnen/callback',
    kijk: '/binnen/callback?info=json',
  },
];

export const alsClientId = (naam: string): string => naam.toLowerCase().replaceAll('_', '-');
