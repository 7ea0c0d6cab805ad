import { describe, expect, test } from '@jest/globals';
import { dossierschema, isDemodossier } from '../../src/toepassingen/dossiers/dossier.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';

/** The faults of a dossier, as `path: message`. */
function fouten(anders: object): string[] {
  const { error } = dossierschema.safeParse({ ...voorbeelddossier(), ...anders });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

test('a sound dossier gets the safe defaults', () => {
  expect(dossierschema.parse(voorbeelddossier())).toMatchObject({
    demo: false,
    post_logout_redirect_uris: [],
    id_token: { id_token_signed_response_alg: 'ES256', claims: false },
    ov_leerid_uuid_als_lijst: false,
    pkce: 'verplicht',
    integraties: [],
  });
});

test('data in the ID token take a reason, and a reason stands for nothing else', () => {
  const met = (id_token: object) => fouten({ id_token });
  expect(met({ claims: true, claims_reden: 'de koppeling leest userinfo niet' })).toEqual([]);
  for (const zonder of [{ claims: true }, { claims_reden: 'zomaar' }, { claims: true, claims_reden: '' }]) {
    expect(met(zonder)).toEqual([expect.stringContaining('id_token.claims_reden: ')]);
  }
});

test.each(['LEERID_MASTER_KEY', 'DATABASE_URL', 'PGPASSWORD', 'POSTGRES_PASSWORD'])(
  'no setting of LeerID itself is the secret of an application: %s',
  (naam) => {
    const authenticatie = { token_endpoint_auth_method: 'client_secret_basic', client_secret_uit_omgeving: naam };
    expect(fouten({ client_authenticatie: authenticatie })).toEqual([
      'client_authenticatie.client_secret_uit_omgeving: dit is een instelling van LeerID zelf',
    ]);
  },
);

test.each([
  ['an escape of terminals', 'Toe\u001b[2Jpassing', 'geen stuurtekens of onzichtbare tekens'],
  ['NUL', 'Toe\u0000passing', 'geen stuurtekens of onzichtbare tekens'],
  ['a turned order', 'Toe\u202egnissap', 'geen stuurtekens of onzichtbare tekens'],
  ['a mark of direction', 'Toe\u200fpassing', 'geen stuurtekens of onzichtbare tekens'],
  ['a space without width', 'Toe\u200bpassing', 'geen stuurtekens of onzichtbare tekens'],
  ['a joiner', 'Toe\u200dpassing', 'geen stuurtekens of onzichtbare tekens'],
  ['a word joiner', 'Toe\u2060passing', 'geen stuurtekens of onzichtbare tekens'],
  ['a byte order mark', 'Toe\ufeffpassing', 'geen stuurtekens of onzichtbare tekens'],
  ['a separator of lines', 'Toe\u2028passing', 'geen stuurtekens of onzichtbare tekens'],
  ['a second line', 'Toe\npassing', 'op één regel'],
])('a name that pupils read has no characters that hide or turn something: %s', (_, naam, boodschap) => {
  expect(fouten({ naam })).toEqual([`naam: ${boodschap}`]);
  const venster = { naam, van: '2026-09-01', tot: '2026-09-30' };
  expect(fouten({ vensters: [venster] })).toEqual([`vensters.0.naam: ${boodschap}`]);
});

test('a name has any letters and signs that show', () => {
  expect(fouten({ naam: 'École “Zoë & Łukasz” – مدرسة 学校' })).toEqual([]);
});

describe('addresses', () => {
  const GEWEIGERD: [string, string, string][] = [
    ['http elsewhere', 'http://toepassing.example/callback', 'gebruik https'],
    ['http on a host that only begins like loopback', 'http://localhost.example/callback', 'gebruik https'],
    ['http on an address of the own network', 'http://192.168.1.5/callback', 'gebruik https'],
    ['wildcard in the path', 'https://toepassing.example/*', 'geen jokerteken'],
    ['wildcard in the host', 'https://*.toepassing.example/callback', 'geen jokerteken'],
    ['fragment', 'https://toepassing.example/callback#hier', 'geen fragment'],
    ['empty fragment', 'https://toepassing.example/callback#', 'geen fragment'],
    ['user name', 'https://jan@toepassing.example/callback', 'geen gebruikersnaam of wachtwoord'],
    [
      'user name that looks like a host',
      'https://leerid.be@toepassing.example/callback',
      'geen gebruikersnaam of wachtwoord',
    ],
    ['password alone', 'https://:geheim@toepassing.example/callback', 'geen gebruikersnaam of wachtwoord'],
    ['no host', '/callback', 'geen geldig adres'],
    ['script', 'javascript:alert(1)', 'gebruik https'],
    ['own scheme', 'be.toepassing:/callback', 'gebruik https'],
    ['white space around it', ' https://toepassing.example/callback', 'geen witruimte'],
    ['line break in it', 'https://toepassing.example/call\nback', 'geen witruimte'],
    ['semicolon in the host', 'https://x;script-src', 'de host mag enkel'],
    ['comma in the host', 'https://x,y.example/callback', 'de host mag enkel'],
    ['quotes in the host', "https://'self'.example/callback", 'de host mag enkel'],
    ['encoded semicolon in the host', 'https://x%3Bscript-src/callback', 'de host mag enkel'],
  ];

  test.each(GEWEIGERD)('%s', (_, adres, boodschap) => {
    const verwacht = (veld: string) => [expect.stringContaining(`${veld}: ${boodschap}`)];
    expect(fouten({ redirect_uris: [adres] })).toEqual(expect.arrayContaining(verwacht('redirect_uris.0')));
    expect(fouten({ post_logout_redirect_uris: ['https://goed.example', adres] })).toEqual(
      expect.arrayContaining(verwacht('post_logout_redirect_uris.1')),
    );
    expect(fouten({ initiate_login_uri: adres })).toEqual(expect.arrayContaining(verwacht('initiate_login_uri')));
    expect(fouten({ verdere_adressen: [adres] })).toEqual(expect.arrayContaining(verwacht('verdere_adressen.0')));
  });

  test.each([
    'https://toepassing.example',
    'https://toepassing.example:8443/a/b?c=d',
    'http://localhost:3001/callback',
    'http://127.0.0.1/callback',
    'http://[::1]:3001/callback',
    'https://[2001:db8::1]/callback',
    'https://école.example/callback',
  ])('%s is fine', (adres) => {
    expect(fouten({ redirect_uris: [adres] })).toEqual([]);
  });

  test('at least one redirect_uri', () => {
    expect(fouten({ redirect_uris: [] })).toHaveLength(1);
  });
});

describe('keys and secrets of the client', () => {
  const publiek = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  const metAuthenticatie = (methode: string, deel: object) =>
    fouten({ client_authenticatie: { token_endpoint_auth_method: methode, ...deel } });

  test('a public key, or the address of the keys, not both', () => {
    const adres = 'https://toepassing.example/jwks';
    expect(metAuthenticatie('private_key_jwt', { jwks: { keys: [publiek] } })).toEqual([]);
    expect(metAuthenticatie('private_key_jwt', { jwks_uri: adres })).toEqual([]);
    expect(metAuthenticatie('private_key_jwt', {})).toHaveLength(1);
    expect(metAuthenticatie('private_key_jwt', { jwks: { keys: [publiek] }, jwks_uri: adres })).toHaveLength(1);
    expect(metAuthenticatie('private_key_jwt', { jwks_uri: 'http://toepassing.example/jwks' })).toHaveLength(1);
  });

  test('a private key is refused, among public ones too, and is not repeated', () => {
    const gevonden = metAuthenticatie('private_key_jwt', {
      jwks: { keys: [publiek, { ...publiek, d: 'zeer-geheim' }] },
    });
    expect(gevonden).toEqual([expect.stringMatching(/keys\.1: dit is een privésleutel/)]);
    expect(gevonden.join()).not.toContain('zeer-geheim');
  });

  test('a shared secret is refused as key', () => {
    expect(metAuthenticatie('private_key_jwt', { jwks: { keys: [{ kty: 'oct', k: 'geheim' }] } })).toHaveLength(1);
  });

  test.each(['client_secret_basic', 'client_secret_post'])('%s names a variable, never the secret', (methode) => {
    expect(metAuthenticatie(methode, { client_secret_uit_omgeving: 'TOEPASSING_GEHEIM' })).toEqual([]);
    expect(metAuthenticatie(methode, { client_secret_uit_omgeving: 'h3el-geheim!' })).toHaveLength(1);
    expect(metAuthenticatie(methode, { client_secret: 'h3el-geheim!' })).not.toEqual([]);
  });

  test.each(['none', 'client_secret_jwt', 'tls_client_auth'])('%s is no way to authenticate', (methode) => {
    expect(metAuthenticatie(methode, { client_secret_uit_omgeving: 'GEHEIM' })).toHaveLength(1);
  });
});

test.each([
  ['client_id with a space', { client_id: 'een toepassing' }],
  ['client_id that is too short', { client_id: 'ab' }],
  ['data asked for in the dossier', { claims: ['insz'] }],
  ['scopes asked for in the dossier', { scope: 'openid ov_leerling' }],
  ['weaker signature', { id_token: { id_token_signed_response_alg: 'none' } }],
])('refused: %s', (_, anders) => {
  expect(fouten(anders)).toHaveLength(1);
});

describe('a demo dossier', () => {
  const is = (anders: object) => isDemodossier(dossierschema.parse({ ...voorbeelddossier(), ...anders }));
  const sleutels = (jwks_uri: string) => ({ token_endpoint_auth_method: 'private_key_jwt', jwks_uri });

  test.each([
    ['marked so', { demo: true }],
    ['http redirect_uri', { redirect_uris: ['https://goed.example', 'http://localhost/callback'] }],
    ['http in capitals', { redirect_uris: ['HTTP://localhost/callback'] }],
    ['http after signing out', { post_logout_redirect_uris: ['http://localhost/'] }],
    ['http to start', { initiate_login_uri: 'http://127.0.0.1/begin' }],
    ['http further on', { verdere_adressen: ['https://goed.example', 'http://localhost/'] }],
    ['http for its keys', { client_authenticatie: sleutels('http://localhost/jwks') }],
  ])('%s', (_, anders) => {
    expect(is(anders)).toBe(true);
  });

  test('not with https alone', () => {
    expect(is({})).toBe(false);
    expect(is({ client_authenticatie: sleutels('https://toepassing.example/jwks') })).toBe(false);
  });
});
