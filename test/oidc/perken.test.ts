import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import supertest from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * What a request may ask, and how much of it is kept. Too much is refused, left out or reported, depending on
 * the parameter.
 */

let idp: Idp;
let rp: client.Configuration;
beforeAll(async () => {
  idp = await startIdp(async (configmap) => {
    const bestand = join(configmap, 'toepassingen/toetsplatform.yaml');
    await writeFile(bestand, `${await readFile(bestand, 'utf8')}ruimere_scopes: negeren\n`);
  });
  rp = await relyingParty(idp, 'smartschool');
});
afterAll(() => idp.stop());
beforeEach(() => idp.db.deleteFrom('oidc_interactions').execute());

async function wachtend(): Promise<string[]> {
  const { rows } = await sql<{ rij: string }>`select i::text as rij from oidc_interactions i`.execute(idp.db);
  return rows.map(({ rij }) => rij);
}

async function meldAan(clientId: string, extra: Record<string, string>) {
  const partij = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(partij, clientId, extra);
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(partij, verder as URL, controles);
  const { sub } = tokens.claims() as client.IDToken;
  return { tokens, userinfo: await client.fetchUserInfo(partij, tokens.access_token, sub) };
}

/** Asks it in the address and in a pushed request. */
async function foutBij(extra: Record<string, string>): Promise<(string | undefined)[]> {
  const { url } = await vraagAan(rp, 'smartschool', extra);
  const { verder } = await new Bezoeker().volg(url);
  const geduwd = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams).catch((fout) => fout.error);
  return [verder?.searchParams.get('error') ?? undefined, typeof geduwd === 'string' ? geduwd : undefined];
}

describe('claims', () => {
  test('what the protocol does not list is left out without an error, and not kept', async () => {
    const gevraagd = { given_name: null, email: { essential: true }, insz: null, birthdate: null };
    const claims = JSON.stringify({ userinfo: gevraagd, id_token: { email: null }, verified_claims: { x: 1 } });
    const { url } = await vraagAan(rp, 'smartschool', { scope: 'openid', claims });
    await new Bezoeker().volg(url);
    expect((await wachtend()).join()).not.toMatch(/email|insz|birthdate|verified/);
    const { userinfo } = await meldAan('smartschool', { scope: 'openid', claims });
    expect(userinfo).toEqual({ sub: expect.any(String), given_name: 'Gewone' });
  });

  test('as deep as the specification goes', async () => {
    const claims = JSON.stringify({ id_token: { acr: { values: ['x', 'y'] } } });
    expect(await foutBij({ claims })).toEqual([undefined, undefined]);
  });

  test.each([
    ['a member too deep', JSON.stringify({ userinfo: { given_name: { values: [[['x']]] } } })],
    ['600 levels', `{"userinfo":${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`],
    ['a list for a member', '{"userinfo":{"given_name":[]}}'],
    ['more than fits', JSON.stringify({ userinfo: { given_name: { value: 'x'.repeat(4096) } } })],
  ])('%s is invalid_request', async (_naam, claims) => {
    expect(await foutBij({ claims })).toEqual(['invalid_request', 'invalid_request']);
  });

  test.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
  ])('4000 levels of %s in a pushed request are no fault of ours', async (_naam, open, dicht) => {
    const body = new URLSearchParams({
      client_id: 'smartschool',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback('smartschool'),
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      claims: `{"userinfo":{"given_name":{"value":${open.repeat(4000)}1${dicht.repeat(4000)}}}}`,
    });
    const authorization = `Basic ${btoa(`smartschool:${idp.omgeving.SMARTSCHOOL_CLIENT_SECRET}`)}`;
    const antwoord = await supertest(idp.issuer).post('/par').type('form').set({ authorization }).send(String(body));
    expect([antwoord.status, antwoord.body]).toEqual([400, expect.objectContaining({ error: 'invalid_request' })]);
  });
});

describe('length', () => {
  test.each([
    ['state', 2048],
    ['nonce', 512],
    ['login_hint', 320],
    ['ui_locales', 256],
    ['acr_values', 256],
  ])('%s has %i characters at most, and one too many leaves no row', async (naam, hoogstens) => {
    expect(await foutBij({ [naam]: 'x'.repeat(hoogstens) })).toEqual([undefined, undefined]);
    expect(await wachtend()).toHaveLength(1);
    const langer = { [naam]: 'x'.repeat(hoogstens + 1) };
    expect(await foutBij(langer)).toEqual(['invalid_request', 'invalid_request']);
    expect(await wachtend()).toHaveLength(1);
  });

  test('a request that takes all it may is kept in a few kilobytes', async () => {
    const vol = { state: 2048, nonce: 512, login_hint: 320, ui_locales: 256, claims_locales: 256, acr_values: 256 };
    const extra = Object.fromEntries(Object.entries(vol).map(([naam, lengte]) => [naam, 'x'.repeat(lengte)]));
    const onzin = Array.from({ length: 120 }, (_, nummer) => [`onzin_van_iemand_${nummer}`, null]);
    const claims = JSON.stringify({ userinfo: Object.fromEntries(onzin) });
    await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { ...extra, claims })).url);
    const [rij = ''] = await wachtend();
    expect(rij.length).toBeGreaterThan(3000);
    expect(rij.length).toBeLessThan(8192);
  });
});

test('where the dossier says so, wider scopes are passed over and the token response tells what was given', async () => {
  const scope = 'openid profile email address offline_access ov_klas ov_toetsen';
  const { tokens, userinfo } = await meldAan('toetsplatform', { scope });
  expect(tokens.scope?.split(' ').sort()).toEqual(['openid', 'ov_toetsen', 'profile']);
  expect(Object.keys(userinfo)).toEqual(expect.arrayContaining(['given_name', 'ov_toetsen']));
  expect(userinfo).not.toHaveProperty('email');
  expect((await foutBij({ scope: 'openid email' }))[0]).toBe('invalid_scope');
  const zonder = await vraagAan(await relyingParty(idp, 'toetsplatform'), 'toetsplatform', {
    scope: 'email',
    nonce: '',
  });
  expect((await new Bezoeker().volg(zonder.url)).verder?.searchParams.get('error')).toBe('invalid_scope');
});
