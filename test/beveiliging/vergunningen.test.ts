import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import * as client from 'openid-client';
import supertest from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, privateSleutel, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** What the authorization server gives and what it refuses (RFC 9700 § 2 and § 4, ASVS V9 and V10). */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

async function aangemeld(clientId = 'smartschool') {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, 'leerling.gewoon');
  return { rp, bezoeker, verder: verder as URL, controles };
}

async function tokens(clientId = 'smartschool') {
  const alles = await aangemeld(clientId);
  return { ...alles, tokens: await client.authorizationCodeGrant(alles.rp, alles.verder, alles.controles) };
}

const basic = (clientId: string) =>
  `Basic ${btoa(`${clientId}:${idp.omgeving[`${clientId.toUpperCase()}_CLIENT_SECRET`]}`)}`;

function post(pad: string, velden: Record<string, string>, koppen: Record<string, string> = {}) {
  return supertest(idp.issuer).post(pad).type('form').set(koppen).send(velden);
}

test('discovery promises the code flow, S256, iss and signatures by asymmetric keys, and no more', async () => {
  const antwoord = await supertest(idp.issuer).get('/.well-known/openid-configuration');
  const metadata = antwoord.body as Record<string, unknown>;
  expect(metadata).toMatchObject({
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: expect.arrayContaining(['ES256', 'RS256']),
  });
  const namen = Object.keys(metadata);
  for (const afwezig of ['registration_endpoint', 'introspection_endpoint', 'check_session_iframe']) {
    expect(namen).not.toContain(afwezig);
  }
  expect(namen.filter((naam) => naam.includes('encryption'))).toEqual([]);
  expect(JSON.stringify(metadata)).not.toMatch(/"none"|"HS\d|"plain"/);
});

test.each([
  'password',
  'refresh_token',
  'client_credentials',
  'implicit',
  'urn:ietf:params:oauth:grant-type:device_code',
])('the grant %s does not exist', async (grant_type) => {
  const velden = { grant_type, username: 'leerling.gewoon', password: 'appel-fiets-regen-42', refresh_token: 'x' };
  const antwoord = await post('/token', velden, { authorization: basic('smartschool') });
  expect([antwoord.status, antwoord.body.error]).toEqual([400, 'unsupported_grant_type']);
});

test.each(['token', 'id_token', 'id_token token', 'code token', 'code id_token', 'none'])(
  'the response type %s does not exist',
  async (response_type) => {
    const rp = await relyingParty(idp, 'smartschool');
    const { url } = await vraagAan(rp, 'smartschool', { response_type });
    const { verder } = await new Bezoeker().volg(url);
    const terug = new URLSearchParams(verder?.search || verder?.hash.slice(1));
    expect(terug.get('error')).toMatch(/^(unsupported_response_type|invalid_request)$/);
    for (const buit of ['code', 'access_token', 'id_token']) expect(terug.has(buit)).toBe(false);
  },
);

test('a sign-in yields an opaque access token and an ID token for this client alone, and no refresh token', async () => {
  const { tokens: gekregen, verder } = await tokens();
  expect(verder.searchParams.get('iss')).toBe(idp.issuer);
  expect([...verder.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
  expect(gekregen.refresh_token).toBeUndefined();
  expect(gekregen.access_token).toMatch(/^[\w-]{43}$/);
  expect(gekregen.claims()?.aud).toBe('smartschool');
  expect(gekregen.expires_in).toBeLessThanOrEqual(600);
});

test.each([
  ['a slash more', `${callback('smartschool')}/`],
  ['a query more', `${callback('smartschool')}?x=1`],
  ['a fragment', `${callback('smartschool')}#x`],
  ['another port', callback('smartschool').replace('3001', '3002')],
  ['capitals', callback('smartschool').replace('/smartschool', '/SMARTSCHOOL')],
  ['a step up in the path', callback('smartschool').replace('/callback', '/x/../callback')],
  ['a longer host', callback('smartschool').replace('localhost', 'localhost.kwaad.example')],
  ['a user in front', callback('smartschool').replace('localhost', 'x@localhost')],
  ['a script', 'javascript:alert(1)'],
  ["another application's address", callback('toetsplatform')],
])('a redirect_uri with %s is answered here, never there', async (_naam, redirect_uri) => {
  const rp = await relyingParty(idp, 'smartschool');
  const antwoord = await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { redirect_uri })).url);
  expect([antwoord.status, antwoord.verder]).toEqual([400, undefined]);
  expect(antwoord.text).not.toContain(`href="${redirect_uri}`);
  const uit = new URLSearchParams({ client_id: 'smartschool', post_logout_redirect_uri: redirect_uri });
  expect((await new Bezoeker().volg(`${idp.issuer}/logout?${uit}`)).status).toBe(400);
});

test('a redirect_uri is never left out: not in a request, not in a pushed one, not at the redemption', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  url.searchParams.delete('redirect_uri');
  const antwoord = await new Bezoeker().volg(url);
  expect([antwoord.status, antwoord.verder]).toEqual([400, undefined]);
  const bewijs = { authorization: basic('smartschool') };
  const gevallen = [
    await post('/par', Object.fromEntries(url.searchParams), bewijs),
    await inwisseling({ redirect_uri: undefined }),
    await inwisseling({ redirect_uri: callback('toetsplatform') }),
  ];
  const fouten = await Promise.all(gevallen.map(async (een) => een.body.error));
  expect(fouten).toEqual(['invalid_request', 'invalid_request', 'invalid_grant']);
  expect((await inwisseling({})).status).toBe(200);

  async function inwisseling(anders: Record<string, string | undefined>) {
    const { verder, controles } = await aangemeld();
    const velden = {
      grant_type: 'authorization_code',
      code: verder.searchParams.get('code') ?? '',
      code_verifier: controles.pkceCodeVerifier ?? '',
      redirect_uri: callback('smartschool'),
      ...anders,
    };
    const gevuld = Object.entries(velden).filter((veld): veld is [string, string] => veld[1] !== undefined);
    return post('/token', Object.fromEntries(gevuld), bewijs);
  }
});

test('a code lives a minute', async () => {
  const { rp, verder, controles } = await aangemeld();
  const code = verder.searchParams.get('code') ?? '';
  const codes = idp.db.selectFrom('oidc_authorization_codes').selectAll().where('id', '=', code);
  const { verloopt_op } = await codes.executeTakeFirstOrThrow();
  expect(verloopt_op.since(Temporal.Now.instant()).total('seconds')).toBeLessThanOrEqual(60);
  const voorbij = Temporal.Now.instant().subtract({ seconds: 1 }).toString();
  await idp.db.updateTable('oidc_authorization_codes').set({ verloopt_op: voorbij }).where('id', '=', code).execute();
  await expect(client.authorizationCodeGrant(rp, verder, controles)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test.each(['/token', '/par', '/revoke'])('%s asks every client to prove who it is', async (pad) => {
  const velden = { client_id: 'smartschool', grant_type: 'authorization_code', code: 'x', token: 'x' };
  expect([400, 401]).toContain((await post(pad, velden)).status);
  const fout = `Basic ${btoa('smartschool:fout')}`;
  expect((await post(pad, velden, { authorization: fout })).status).toBe(401);
});

test("one application can not end another's token; its own ends at once", async () => {
  const { rp, tokens: gekregen } = await tokens();
  const token = gekregen.access_token;
  const vreemd = await relyingParty(idp, 'toetsplatform');
  await client.tokenRevocation(vreemd, token).catch(() => undefined);
  await expect(client.fetchUserInfo(rp, token, client.skipSubjectCheck)).resolves.toBeDefined();
  await client.tokenRevocation(rp, token);
  await expect(client.fetchUserInfo(rp, token, client.skipSubjectCheck)).rejects.toThrow();
});

test('an access token counts in the header only, and an ID token is none', async () => {
  const { tokens: gekregen } = await tokens();
  const vraag = (pad: string, token?: string) =>
    supertest(idp.issuer)
      .get(pad)
      .set(token ? { authorization: `Bearer ${token}` } : {});
  expect((await vraag(`/userinfo?access_token=${gekregen.access_token}`)).status).toBe(400);
  const formulier = await post('/userinfo', { access_token: gekregen.access_token });
  expect([formulier.status, formulier.body.error]).toEqual([400, 'invalid_request']);
  expect((await vraag('/userinfo', gekregen.id_token)).status).toBe(401);
  expect((await vraag('/userinfo', gekregen.access_token)).status).toBe(200);
});

describe('tokens that others hand us', () => {
  const nu = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const ARCHIEF = 'archief-voor-onderwijs';
  const inhoud = (anders: Record<string, unknown> = {}) => ({
    iss: ARCHIEF,
    sub: ARCHIEF,
    aud: idp.issuer,
    jti: crypto.randomUUID(),
    iat: nu(),
    exp: nu() + 60,
    ...anders,
  });
  const duwAan = (client_assertion: string) =>
    post('/par', {
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_id: ARCHIEF,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback(ARCHIEF),
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
  const eigen = async (anders: Record<string, unknown>, kop: Record<string, unknown> = {}) => {
    const { key, kid } = (await privateSleutel()) as {
      key: CryptoKey;
      kid: string;
    };
    return new SignJWT(inhoud(anders)).setProtectedHeader({ alg: 'ES256', kid, ...kop }).sign(key);
  };

  test('the same assertion, sound, is accepted', async () => {
    expect((await duwAan(await eigen({}))).status).toBe(201);
  });

  test.each([
    ['its end behind it', { exp: 1_700_000_000, iat: 1_699_999_000 }],
    ['its beginning before it', { nbf: 4_000_000_000 }],
    ['no end', { exp: undefined }],
    ['no identifier', { jti: undefined }],
    ['no audience', { aud: undefined }],
  ])('a client assertion with %s is refused', async (_naam, anders) => {
    expect((await duwAan(await eigen(anders))).status).toBe(401);
  });

  test('without a signature, or with a shared secret where a key is agreed, it is worth nothing', async () => {
    expect((await duwAan(new UnsecuredJWT(inhoud()).encode())).status).toBe(401);
    const geheim = new TextEncoder().encode('x'.repeat(64));
    const gedeeld = await new SignJWT(inhoud()).setProtectedHeader({ alg: 'HS256', kid: 'test' }).sign(geheim);
    expect((await duwAan(gedeeld)).status).toBe(401);
  });

  test('a key that a token brings along, or points to, is not believed', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await crypto.subtle.exportKey('jwk', publicKey);
    for (const kop of [{ jwk }, { jku: `${idp.issuer}/jwks` }, { x5u: 'https://kwaad.example/x' }]) {
      const token = await new SignJWT(inhoud())
        .setProtectedHeader({ alg: 'ES256', kid: 'test', ...kop })
        .sign(privateKey);
      expect((await duwAan(token)).status).toBe(401);
    }
  });

  test('an ID token of ours proves no client, and a hint that we did not sign is no hint', async () => {
    const { tokens: gekregen } = await tokens(ARCHIEF);
    expect([400, 401]).toContain((await duwAan(gekregen.id_token ?? '')).status);
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { ...gekregen.claims() };
    const vals = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    for (const hint of [vals, new UnsecuredJWT(claims).encode(), `${gekregen.id_token?.slice(0, -4)}AAAA`]) {
      const uit = await new Bezoeker().volg(`${idp.issuer}/logout?id_token_hint=${hint}`);
      expect([uit.status, uit.verder]).toEqual([400, undefined]);
      const rp = await relyingParty(idp, ARCHIEF);
      const { verder } = await new Bezoeker().volg((await vraagAan(rp, ARCHIEF, { id_token_hint: hint })).url);
      expect(verder?.searchParams.get('error')).toBe('invalid_request');
    }
  });
});
