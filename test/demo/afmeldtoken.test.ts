import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import supertest from 'supertest';
import { leesActieveSleutels } from '../../src/oidc/sleutels/ondertekensleutels.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Demo, startDemo } from '../opzet/bezoek/browser.ts';

/** What the demo applications accept as a sign-out, and what they refuse (Back-Channel Logout 1.0 § 2.6). */

const GEBEURTENIS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
}, 60_000);
afterAll(() => demo.stop());

interface Anders {
  inhoud?: Record<string, unknown>;
  typ?: string;
  alg?: string;
  vreemdeSleutel?: boolean;
}

async function token({ inhoud = {}, typ = 'logout+jwt', alg = 'RS256', vreemdeSleutel }: Anders = {}): Promise<string> {
  const nu = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const sleutel = (await leesActieveSleutels(demo.idp.db, demo.idp.hoofdsleutel)).find((een) => een.alg === alg);
  const eigen = vreemdeSleutel ? (await generateKeyPair(alg)).privateKey : await importJWK(sleutel ?? {}, alg);
  const gewoon = { iss: demo.idp.issuer, aud: 'smartschool', iat: nu, exp: nu + 120, jti: crypto.randomUUID() };
  return new SignJWT({ ...gewoon, events: GEBEURTENIS, ...inhoud })
    .setProtectedHeader({ alg, kid: sleutel?.kid ?? '', typ })
    .sign(eigen);
}

async function stuur(logout_token: string, clientId = 'smartschool'): Promise<number> {
  const body = new URLSearchParams({ logout_token });
  return (await supertest(demo.toepassingen).post(`/${clientId}/afgemeld`).type('form').send(String(body))).status;
}

/** A visitor who is signed in at Smartschool, and the keys under which it knows him. */
async function aangemeld() {
  const bezoeker = new Bezoeker();
  const begin = await bezoeker.haal(`${demo.toepassingen}/smartschool/aanmelden`);
  const { verder } = await bezoeker.meldAan(new URL(begin.get('location') ?? ''), 'leerling.gewoon');
  await bezoeker.haal(verder ?? '');
  const { session_uid, client_id, sid } = await demo.idp.db
    .selectFrom('oidc_session_clients')
    .selectAll()
    .orderBy('gemaakt_op', 'desc')
    .executeTakeFirstOrThrow();
  const pagina = async () => (await bezoeker.haal(`${demo.toepassingen}/smartschool`)).text;
  const cellen = /<th[^>]*>sub<\/th>(.*?)<\/tr>/s.exec(await pagina())?.[1] ?? '';
  const [, sub = ''] = [...cellen.matchAll(/<td[^>]*>(?:<div>)?([^<]+)/g)].map(([, tekst]) => tekst);
  expect(sub).toMatch(/^[\w-]{43}$/);
  return { pagina, sub, sid: sid ?? '', session_uid, client_id };
}

test.each<[string, (kenmerken: { sub: string; sid: string }) => Record<string, unknown>]>([
  ['its sid', ({ sid }) => ({ sid })],
  ['its sub alone', ({ sub }) => ({ sub })],
])('a message with %s ends the session, once', async (_wat, kies) => {
  const { pagina, ...kenmerken } = await aangemeld();
  expect(await pagina()).toContain('Je bent aangemeld bij Smartschool');
  const bericht = await token({ inhoud: kies(kenmerken) });
  expect(await stuur(bericht)).toBe(204);
  expect(await pagina()).toContain('Je bent afgemeld: je aanmelding bij LeerID is beëindigd');
  expect(await stuur(bericht)).toBe(400);
});

test('of another sign-in, or of another pupil, it ends nothing here', async () => {
  const { pagina, sub } = await aangemeld();
  expect(await stuur(await token({ inhoud: { sid: 'een-ander', sub } }))).toBe(204);
  expect(await stuur(await token({ inhoud: { sub: 'een-ander' } }))).toBe(204);
  expect(await pagina()).toContain('Je bent aangemeld bij Smartschool');
});

test.each<[string, Anders]>([
  ['another issuer', { inhoud: { iss: 'https://kwaad.example' } }],
  ['another audience', { inhoud: { aud: 'toetsplatform' } }],
  ['no event', { inhoud: { events: undefined } }],
  ['another event', { inhoud: { events: { 'https://example/iets': {} } } }],
  ['a nonce', { inhoud: { nonce: 'x' } }],
  ['no jti', { inhoud: { jti: undefined } }],
  ['no end', { inhoud: { exp: undefined } }],
  ['a time long past', { inhoud: { iat: 1_000_000_000, exp: 1_000_000_060 } }],
  ['a time of an hour ago, valid for ever', { inhoud: { iat: 1_700_000_000, exp: 4_000_000_000 } }],
  ['the type of an ID token', { typ: 'JWT' }],
  ['another algorithm than the dossier says', { alg: 'ES256' }],
  ['a key of somebody else', { vreemdeSleutel: true }],
])('%s: refused, and nobody is signed out', async (_wat, anders) => {
  const { pagina, sid } = await aangemeld();
  expect(await stuur(await token({ ...anders, inhoud: { sid, ...anders.inhoud } }))).toBe(400);
  expect(await pagina()).toContain('Je bent aangemeld bij Smartschool');
});

test('about nobody, or no token at all: refused', async () => {
  for (const slecht of [await token(), 'a.b.c', '']) expect(await stuur(slecht)).toBe(400);
});
