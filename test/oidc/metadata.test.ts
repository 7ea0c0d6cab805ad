import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as client from 'openid-client';
import supertest from 'supertest';
import { parse, stringify } from 'yaml';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, relyingParty, SCOPES, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Discovery says only what is true. Every field of it is tried here, and an untried field makes the first
 * test fail.
 */

const ARCHIEF = 'archief-voor-onderwijs';
const ALGORITMEN = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];
let idp: Idp;
let meta: Record<string, string[] & string>;
const sleutels: Record<string, CryptoKey> = {};
beforeAll(async () => {
  idp = await startIdp(async (configmap) => {
    const keys = await Promise.all(
      ALGORITMEN.map(async (alg) => {
        const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
        sleutels[alg] = privateKey;
        return { ...(await exportJWK(publicKey)), kid: alg, alg };
      }),
    );
    const bestand = join(configmap, `toepassingen/${ARCHIEF}.yaml`);
    const dossier = parse(await readFile(bestand, 'utf8'));
    dossier.client_authenticatie = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } };
    await writeFile(bestand, stringify(dossier));
  });
  meta = await lees('/.well-known/openid-configuration');
});
afterAll(() => idp.stop());

const lees = async (pad: string) => (await supertest(idp.issuer).get(pad)).body as typeof meta;

async function meldAan(clientId: string, extra: Record<string, string> = {}) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId, extra);
  const antwoord = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  return { rp, controles, antwoord };
}

async function tokensVan(clientId: string, extra: Record<string, string> = {}) {
  const { rp, controles, antwoord } = await meldAan(clientId, extra);
  return { rp, tokens: await client.authorizationCodeGrant(rp, antwoord.verder as URL, controles) };
}

/** The error of an authorization request, however it comes back. */
async function foutVan(extra: Record<string, string>): Promise<string | undefined | null> {
  const rp = await relyingParty(idp, 'smartschool');
  const { verder } = await new Bezoeker().volg((await vraagAan(rp, 'smartschool', extra)).url);
  return verder && new URLSearchParams(verder.search || verder.hash.slice(1)).get('error');
}

async function metAssertie(adres: string, alg: string, velden: Record<string, string>): Promise<number> {
  const client_assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg, kid: alg })
    .setIssuer(ARCHIEF)
    .setSubject(ARCHIEF)
    .setAudience(idp.issuer)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(sleutels[alg] as CryptoKey);
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const bewijs = { client_id: ARCHIEF, client_assertion, client_assertion_type };
  return (await new Bezoeker().post(adres, { ...bewijs, ...velden })).status;
}

/** Answers as an endpoint does, and not as an unknown address. */
async function bestaat(adres: string): Promise<void> {
  const { status, body } = await new Bezoeker({ accept: '*/*' }).post(adres, {});
  expect([status, body.error]).toEqual([400, 'invalid_request']);
}
const isWaar = async (naam: string) => expect(meta[naam]).toBe(true);

async function assertiesGaan(veld: string, adres: string, velden: Record<string, string>, goed: number) {
  expect(meta[veld]).toEqual(ALGORITMEN);
  for (const alg of ALGORITMEN) expect([alg, await metAssertie(adres, alg, velden)]).toEqual([alg, goed]);
}

const PROEVEN: Record<string, () => Promise<unknown>> = {
  issuer: async () => expect(meta.issuer).toBe(idp.issuer),
  authorization_endpoint: async () =>
    expect((await new Bezoeker().haal(String(meta.authorization_endpoint))).status).toBe(400),
  token_endpoint: () => bestaat(String(meta.token_endpoint)),
  userinfo_endpoint: async () =>
    expect((await new Bezoeker({ accept: '*/*' }).haal(String(meta.userinfo_endpoint))).status).toBe(401),
  end_session_endpoint: async () =>
    expect((await new Bezoeker().haal(String(meta.end_session_endpoint))).status).toBe(200),
  revocation_endpoint: () => bestaat(String(meta.revocation_endpoint)),
  pushed_authorization_request_endpoint: () => bestaat(String(meta.pushed_authorization_request_endpoint)),
  async jwks_uri() {
    const { keys } = (await new Bezoeker().haal(String(meta.jwks_uri))).body as { keys: { alg: string }[] };
    expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(meta.id_token_signing_alg_values_supported));
  },
  async acr_values_supported() {
    const [acr = ''] = meta.acr_values_supported ?? [];
    expect((await tokensVan('smartschool', { acr_values: acr })).tokens.claims()?.acr).toBe(acr);
  },
  async authorization_response_iss_parameter_supported() {
    expect((await meldAan('smartschool')).antwoord.verder?.searchParams.get('iss')).toBe(idp.issuer);
  },
  async backchannel_logout_supported() {
    await isWaar('backchannel_logout_supported');
  },
  async backchannel_logout_session_supported() {
    await isWaar('backchannel_logout_session_supported');
    expect((await tokensVan('smartschool', { claims: '{"id_token":{"sid":null}}' })).tokens.claims()?.sid).toEqual(
      expect.any(String),
    );
  },
  async claim_types_supported() {
    expect(meta.claim_types_supported).toEqual(['normal']);
  },
  async claims_parameter_supported() {
    await isWaar('claims_parameter_supported');
    const { rp, tokens } = await tokensVan('smartschool', {
      scope: 'openid',
      claims: '{"userinfo":{"given_name":null}}',
    });
    const userinfo = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
    expect(userinfo.given_name).toBe('Gewone');
  },
  async claims_supported() {
    const technisch = ['acr', 'amr', 'auth_time', 'iss', 'sid', 'sub'];
    const claims = JSON.stringify({ id_token: Object.fromEntries(technisch.map((claim) => [claim, null])) });
    const gezien = new Set<string>();
    for (const clientId of Object.keys(SCOPES).filter((een) => een !== ARCHIEF)) {
      const { rp, tokens } = await tokensVan(clientId, { claims });
      const userinfo = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
      for (const claim of [...Object.keys(tokens.claims() ?? {}), ...Object.keys(userinfo)]) gezien.add(claim);
    }
    // Not in the demo applications that run here. The test of the catalogue covers these.
    const elders = [
      'email',
      'ov_geboortedag',
      'ov_geboortemaand',
      'ov_geboortejaar',
      'ov_historiek_account_uuid',
      'ov_klas',
    ];
    expect(meta.claims_supported?.filter((claim) => !gezien.has(claim)).sort()).toEqual(elders.sort());
  },
  async code_challenge_methods_supported() {
    expect(meta.code_challenge_methods_supported).toEqual(['S256']);
    expect(await foutVan({ code_challenge_method: 'plain' })).toBe('invalid_request');
  },
  async dpop_signing_alg_values_supported() {
    const { rp, tokens } = await tokensVan('smartschool');
    const { access_token } = tokens;
    expect(meta.dpop_signing_alg_values_supported).toEqual(['ES256', 'Ed25519', 'EdDSA']);
    for (const alg of ['ES256', 'Ed25519', 'EdDSA']) {
      const paar = await client.randomDPoPKeyPair(alg === 'EdDSA' ? 'Ed25519' : alg);
      const DPoP = client.getDPoPHandle(rp, paar);
      const { url, controles } = await vraagAan(rp, 'smartschool');
      const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
      const gebonden = await client.authorizationCodeGrant(rp, verder as URL, controles, undefined, { DPoP });
      expect([alg, gebonden.token_type, gebonden.access_token === access_token]).toEqual([alg, 'dpop', false]);
    }
  },
  async grant_types_supported() {
    expect(meta.grant_types_supported).toEqual(['authorization_code']);
  },
  async id_token_signing_alg_values_supported() {
    const gebruikt = await Promise.all(
      ['smartschool', 'toetsplatform'].map(async (clientId) => {
        const { tokens } = await tokensVan(clientId);
        return JSON.parse(Buffer.from(tokens.id_token?.split('.')[0] ?? '', 'base64url').toString()).alg;
      }),
    );
    expect(new Set(gebruikt)).toEqual(new Set(meta.id_token_signing_alg_values_supported));
  },
  async request_uri_parameter_supported() {
    expect(meta.request_uri_parameter_supported).toBe(false);
    expect(await foutVan({ request_uri: 'https://elders.example/x' })).toBe('request_uri_not_supported');
    expect(await foutVan({ request: 'a.b.c' })).toBe('request_not_supported');
  },
  async response_modes_supported() {
    expect(meta.response_modes_supported).toEqual(['query', 'form_post']);
    expect((await meldAan('smartschool', { response_mode: 'query' })).antwoord.verder?.searchParams.has('code')).toBe(
      true,
    );
    const html = (await meldAan('smartschool', { response_mode: 'form_post' })).antwoord.text;
    expect(html).toContain('name="code"');
    for (const response_mode of ['fragment', 'jwt', 'web_message'])
      expect(await foutVan({ response_mode })).toMatch(/^(invalid_request|unsupported_response_mode)$/);
  },
  async response_types_supported() {
    expect(meta.response_types_supported).toEqual(['code']);
    expect(await foutVan({ response_type: 'id_token' })).toMatch(/unsupported_response_type|invalid_request/);
  },
  async scopes_supported() {
    const gegeven = new Set(Object.values(SCOPES).flatMap((scope) => scope.split(' ')));
    // A dossier must say that its application takes class data, and no demo application does.
    expect(meta.scopes_supported?.filter((scope) => !gegeven.has(scope))).toEqual(['ov_klas']);
  },
  async subject_types_supported() {
    expect(meta.subject_types_supported).toEqual(['pairwise']);
    const subs = await Promise.all(['smartschool', 'toetsplatform'].map(async (een) => (await tokensVan(een)).tokens));
    expect(new Set(subs.map((tokens) => tokens.claims()?.sub)).size).toBe(2);
  },
  async token_endpoint_auth_methods_supported() {
    expect(meta.token_endpoint_auth_methods_supported).toEqual(BEWIJZEN);
    for (const clientId of ['smartschool', 'toetsplatform']) await tokensVan(clientId);
  },
  token_endpoint_auth_signing_alg_values_supported: () =>
    assertiesGaan(
      'token_endpoint_auth_signing_alg_values_supported',
      String(meta.pushed_authorization_request_endpoint),
      {
        response_type: 'code',
        scope: 'openid',
        redirect_uri: callback(ARCHIEF),
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      },
      201,
    ),
  async revocation_endpoint_auth_methods_supported() {
    expect(meta.revocation_endpoint_auth_methods_supported).toEqual(BEWIJZEN);
    const { rp, tokens } = await tokensVan('toetsplatform');
    await client.tokenRevocation(rp, tokens.access_token);
  },
  revocation_endpoint_auth_signing_alg_values_supported: () =>
    assertiesGaan(
      'revocation_endpoint_auth_signing_alg_values_supported',
      String(meta.revocation_endpoint),
      { token: 'x' },
      200,
    ),
  async ui_locales_supported() {
    expect(meta.ui_locales_supported).toEqual(['nl']);
    const rp = await relyingParty(idp, 'smartschool');
    const { url } = await vraagAan(rp, 'smartschool', { ui_locales: 'nl' });
    const html = (await new Bezoeker().volg(url)).text;
    expect(html).toContain('<html lang="nl"');
  },
};

const BEWIJZEN = ['private_key_jwt', 'client_secret_basic', 'client_secret_post'];

test('every field is tried, and both addresses say the same', async () => {
  expect(Object.keys(meta).sort()).toEqual(Object.keys(PROEVEN).sort());
  expect(await lees('/.well-known/oauth-authorization-server')).toEqual(meta);
});

test.each(Object.keys(PROEVEN))('%s is true', async (veld) => {
  await PROEVEN[veld]?.();
});
