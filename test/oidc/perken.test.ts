import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import supertest from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { wachtendVerzoek } from '../opzet/bezoek/wachtend.ts';
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

/** What waits in a browser. */
async function wachtendBij(url: URL): Promise<string | undefined> {
  const bezoeker = new Bezoeker();
  return wachtendVerzoek(idp, bezoeker, (await bezoeker.volg(url)).adres);
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
    const wachtend = await wachtendBij(url);
    expect(wachtend).toContain('given_name');
    expect(wachtend).not.toMatch(/email|insz|birthdate|verified/);
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
  ])('%s has %i characters at most', async (naam, hoogstens) => {
    expect(await foutBij({ [naam]: 'x'.repeat(hoogstens) })).toEqual([undefined, undefined]);
    const langer = { [naam]: 'x'.repeat(hoogstens + 1) };
    expect(await foutBij(langer)).toEqual(['invalid_request', 'invalid_request']);
  });

  test('claims has 3072 characters at most, which fit, and the error names it', async () => {
    const claims = (lengte: number) => {
      const leeg = JSON.stringify({ userinfo: { given_name: { value: '' } }, id_token: {} });
      return leeg.replace('""', `"${'x'.repeat(lengte - leeg.length)}"`);
    };
    const beschrijving = async (lengte: number) => {
      const { url } = await vraagAan(rp, 'smartschool', { claims: claims(lengte) });
      return (await new Bezoeker().volg(url)).verder?.searchParams.get('error_description');
    };
    expect(await foutBij({ claims: claims(3072) })).toEqual([undefined, undefined]);
    for (const lengte of [3073, 5000]) {
      expect(await beschrijving(lengte)).toBe('claims is longer than 3072 characters');
    }
  });

  /** Parameters that together take 4 096 bytes of JSON at most: `state` fills what the others leave. */
  async function vol(teken: string): Promise<{ extra: Record<string, string>; langer: Record<string, string> }> {
    const vast = { nonce: 512, login_hint: 320, ui_locales: 256, claims_locales: 256, acr_values: 256 };
    const extra = Object.fromEntries(Object.entries(vast).map(([naam, lengte]) => [naam, 'x'.repeat(lengte)]));
    const { url } = await vraagAan(rp, 'smartschool', { ...extra, state: '' });
    const bytes = (waarde: unknown) => Buffer.byteLength(JSON.stringify(waarde));
    const ruimte = 4096 - bytes(Object.fromEntries(url.searchParams));
    const state = teken.repeat(Math.floor(ruimte / (bytes(teken) - 2)));
    return { extra: { ...extra, state }, langer: { ...extra, state: `${state}${teken}` } };
  }

  test.each(['"', '\u0001', 'é', '\u20ac'])(
    'all together, filled with %j: what may just wait fits in the browser and leads in, and one more is refused',
    async (teken) => {
      const { extra, langer } = await vol(teken);
      const { url } = await vraagAan(rp, 'smartschool', extra);
      for (const aanvraag of [url, await client.buildAuthorizationUrlWithPAR(rp, url.searchParams)]) {
        const { verder } = await new Bezoeker().meldAan(aanvraag, 'leerling.gewoon');
        expect(verder?.searchParams.get('state')).toBe(extra.state);
        expect(verder?.searchParams.has('code')).toBe(true);
      }
      expect(await foutBij(langer)).toEqual(['invalid_request', 'invalid_request']);
    },
  );
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
