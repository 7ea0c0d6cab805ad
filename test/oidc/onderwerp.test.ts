import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactEncrypt, decodeJwt, generateKeyPair, importJWK, SignJWT } from 'jose';
import * as client from 'openid-client';
import { leesActieveSleutels } from '../../src/oidc/sleutels/ondertekensleutels.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { wachtendVerzoek } from '../opzet/bezoek/wachtend.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * An application says which pupil it means, by a hint or by a `sub` among the claims. No other pupil gets a
 * code.
 */

const CLIENT = 'toetsplatform';
const EEN = 'leerling.gewoon';
const ANDER = 'leerling.tijdelijk';
let idp: Idp;
let rp: client.Configuration;
/** The ID token of the pupil whom the application means. */
let hint: string;
let sub: string;
beforeAll(async () => {
  idp = await startIdp();
  rp = await relyingParty(idp, CLIENT);
  const { url, controles } = await vraagAan(rp, CLIENT);
  const { verder } = await new Bezoeker().meldAan(url, EEN);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  hint = tokens.id_token ?? '';
  sub = tokens.claims()?.sub ?? '';
});
afterAll(() => idp.stop());

async function ondertekend(claims: Record<string, unknown>): Promise<string> {
  const sleutel = (await leesActieveSleutels(idp.db, idp.hoofdsleutel)).find(({ alg }) => alg === 'ES256');
  const key = await importJWK(sleutel ?? {}, 'ES256');
  return new SignJWT({ ...decodeJwt(hint), ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: sleutel?.kid ?? '' })
    .sign(key);
}

async function aangemeldAls(wie: string): Promise<Bezoeker> {
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan((await vraagAan(rp, CLIENT)).url, wie);
  return bezoeker;
}

const MANIEREN: [string, () => Promise<Record<string, string>>][] = [
  ['a hint', async () => ({ id_token_hint: hint })],
  [
    'a hint that expired',
    async () => ({ id_token_hint: await ondertekend({ iat: 1_700_000_000, exp: 1_700_000_600 }) }),
  ],
  ['a value of sub', async () => ({ claims: JSON.stringify({ id_token: { sub: { value: sub } } }) })],
  ['values of sub', async () => ({ claims: JSON.stringify({ id_token: { sub: { values: ['x', sub] } } }) })],
  ['a value of sub at userinfo', async () => ({ claims: JSON.stringify({ userinfo: { sub: { value: sub } } }) })],
  [
    'values of sub at userinfo',
    async () => ({ claims: JSON.stringify({ userinfo: { sub: { values: ['x', sub] } } }) }),
  ],
  [
    'values that both answers share',
    async () => ({
      claims: JSON.stringify({ id_token: { sub: { values: ['x', sub] } }, userinfo: { sub: { values: [sub, 'y'] } } }),
    }),
  ],
];

describe.each(MANIEREN)('%s of another pupil', (_naam, maak) => {
  const vraag = async (extra = {}) => vraagAan(rp, CLIENT, { ...(await maak()), ...extra });

  test('is login_required with prompt=none', async () => {
    const bezoeker = await aangemeldAls(ANDER);
    const { verder } = await bezoeker.volg((await vraag({ prompt: 'none' })).url);
    expect(verder?.searchParams.get('error')).toBe('login_required');
  });

  test.each([
    ['who is signed in', () => aangemeldAls(ANDER)],
    ['who comes with nothing', async () => new Bezoeker()],
  ])('gives %s the form, and login_required when he stays who he is', async (_wie, begin) => {
    const bezoeker = await begin();
    const { verder } = await bezoeker.meldAan((await vraag()).url, ANDER);
    expect(verder?.searchParams.get('error')).toBe('login_required');
    expect(verder?.searchParams.has('code')).toBe(false);
  });

  test('lets in whom it means, at once or after the form', async () => {
    const bezoeker = await aangemeldAls(EEN);
    const zonder = await vraag({ prompt: 'none' });
    const { verder: direct } = await bezoeker.volg(zonder.url);
    const na = await vraag();
    const { verder } = await new Bezoeker().meldAan(na.url, EEN);
    for (const [naar, { controles }] of [[direct, zonder] as const, [verder, na] as const]) {
      const tokens = await client.authorizationCodeGrant(rp, naar as URL, controles);
      expect(tokens.claims()?.sub).toBe(sub);
    }
  });

  test('means the same in a pushed request', async () => {
    const { url } = await vraag();
    const { verder } = await new Bezoeker().meldAan(
      await client.buildAuthorizationUrlWithPAR(rp, url.searchParams),
      ANDER,
    );
    expect(verder?.searchParams.get('error')).toBe('login_required');
  });
});

test.each([
  ['of another application', () => ondertekend({ aud: 'smartschool' })],
  ['of another issuer', () => ondertekend({ iss: 'https://elders.example' })],
  ['that is no token', async () => 'e.y.J'],
  [
    'that is encrypted',
    async () => {
      const { publicKey } = await generateKeyPair('RSA-OAEP-256');
      return new CompactEncrypt(new TextEncoder().encode(hint))
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
        .encrypt(publicKey);
    },
  ],
])('a hint %s is invalid_request', async (_naam, maak) => {
  const bezoeker = await aangemeldAls(EEN);
  const { verder } = await bezoeker.volg((await vraagAan(rp, CLIENT, { id_token_hint: await maak() })).url);
  expect(verder?.searchParams.get('error')).toBe('invalid_request');
});

const IEMAND = { value: 'iemand anders' };
test.each([
  ['a hint and another value', true, { id_token: { sub: IEMAND } }],
  ['a hint and values without it', true, { id_token: { sub: { values: ['x', 'y'] } } }],
  ['a hint and another value at userinfo', true, { userinfo: { sub: IEMAND } }],
  ['two answers about two pupils', false, { id_token: { sub: { value: 'x' } }, userinfo: { sub: IEMAND } }],
  ['a value that is not among the values', false, { userinfo: { sub: { ...IEMAND, values: ['x'] } } }],
  ['no value at all', false, { id_token: { sub: { values: [] } } }],
])('%s is invalid_request, in an address, a form and a pushed request', async (_naam, metHint, claims) => {
  const extra = { ...(metHint ? { id_token_hint: hint } : {}), claims: JSON.stringify(claims) };
  const bezoeker = await aangemeldAls(EEN);
  const { url } = await vraagAan(rp, CLIENT, extra);
  for (const { verder } of [
    await bezoeker.volg(url),
    await bezoeker.stuur(`${idp.issuer}/authorize`, url.searchParams),
  ]) {
    expect(verder?.searchParams.get('error')).toBe('invalid_request');
  }
  await expect(client.buildAuthorizationUrlWithPAR(rp, url.searchParams)).rejects.toMatchObject({
    error: 'invalid_request',
  });
});

test('a hint beside a pushed request counts no more than anything else beside it (RFC 9126 § 4)', async () => {
  const { url } = await vraagAan(rp, CLIENT);
  const par = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams);
  par.searchParams.set('id_token_hint', hint);
  const { verder } = await (await aangemeldAls(ANDER)).volg(par);
  expect(verder?.searchParams.has('code')).toBe(true);
});

test('no ID token is kept with a request that waits, pushed or not', async () => {
  const { url } = await vraagAan(rp, CLIENT, { id_token_hint: hint, scope: 'openid' });
  const wachtend = [];
  for (const aanvraag of [url, await client.buildAuthorizationUrlWithPAR(rp, url.searchParams)]) {
    const bezoeker = new Bezoeker();
    wachtend.push(await wachtendVerzoek(idp, bezoeker, (await bezoeker.volg(aanvraag)).adres));
  }
  const geduwd = await idp.db.selectFrom('oidc_pushed_authorization_requests').select('request').execute();
  const teksten = [...wachtend, ...geduwd.map(({ request }) => JSON.stringify(decodeJwt(request)))];
  expect(geduwd.length).toBeGreaterThan(0);
  for (const tekst of teksten) {
    expect(tekst).toContain(CLIENT);
    expect(tekst).not.toContain('eyJ');
  }
});
