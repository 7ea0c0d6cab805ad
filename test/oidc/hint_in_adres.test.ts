import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * An ID token that came in a form is in no address that LeerID makes, in no row and in no log line. What it
 * says does count.
 */

let idp: Idp;
let rp: client.Configuration;
beforeAll(async () => {
  idp = await startIdp();
  rp = await relyingParty(idp, 'smartschool');
});
afterAll(() => idp.stop());

async function aangemeld(bezoeker: Bezoeker, wie = 'leerling.gewoon'): Promise<string> {
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await bezoeker.meldAan(url, wie);
  return (await client.authorizationCodeGrant(rp, verder as URL, controles)).id_token ?? '';
}

/** Posts a form from the application's site. Returns the address to which the browser is sent. */
async function post(pad: string, velden: Record<string, string>): Promise<URL> {
  const antwoord = await new Bezoeker().post(`${idp.issuer}${pad}`, velden);
  expect(antwoord.status).toBe(303);
  const adres = antwoord.get('location') ?? '';
  expect(adres).not.toContain('eyJ');
  return new URL(adres, idp.issuer);
}

const TERUG = 'http://localhost:3001/smartschool';

test('logout knows the application by the hint', async () => {
  const bezoeker = new Bezoeker();
  const hint = await aangemeld(bezoeker);
  const adres = await post('/logout', { id_token_hint: hint, post_logout_redirect_uri: TERUG, state: 'x' });
  const html = (await bezoeker.volg(adres)).text;
  expect(html).toContain('Alleen bij Smartschool');
  const xsrf = afmeldgeheim(html);
  const { verder } = await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  expect(verder?.href).toBe(`${TERUG}?state=x`);
});

test('a request with a hint is about that pupil alone', async () => {
  const bezoeker = new Bezoeker();
  const hint = await aangemeld(bezoeker);
  const ander = new Bezoeker();
  await aangemeld(ander, 'leerling.tijdelijk');
  const claims = '{"userinfo":{"given_name":null}}';
  const { url } = await vraagAan(rp, 'smartschool', { id_token_hint: hint, prompt: 'none', claims });
  const adres = await post('/authorize', Object.fromEntries(url.searchParams));
  expect((await bezoeker.volg(adres)).verder?.searchParams.has('code')).toBe(true);
  expect((await ander.volg(adres)).verder?.searchParams.get('error')).toBe('login_required');
});

test('a hint that proves nothing is refused as it is in an address', async () => {
  const hint = await aangemeld(new Bezoeker());
  const vervalst = `${hint.slice(0, -8)}AAAAAAAA`;
  for (const velden of [
    { id_token_hint: vervalst },
    { id_token_hint: 'x' },
    { id_token_hint: hint, client_id: 'toetsplatform' },
  ]) {
    const antwoord = await new Bezoeker().volg(await post('/logout', velden as unknown as Record<string, string>));
    expect([antwoord.status, antwoord.verder]).toEqual([400, undefined]);
  }
  const { url } = await vraagAan(rp, 'smartschool', { id_token_hint: vervalst });
  const { verder } = await new Bezoeker().volg(await post('/authorize', Object.fromEntries(url.searchParams)));
  expect(verder?.searchParams.get('error')).toBe('invalid_request');
});

describe('a user name that came in a form', () => {
  const NAAM = 'leerling.gewoon';
  async function ingevuld(adres: URL): Promise<string> {
    const html = (await new Bezoeker().volg(adres)).text;
    const [veld = ''] = /<input[^>]*name="gebruikersnaam"[^>]*>/.exec(html) ?? [];
    expect(veld).not.toBe('');
    return /value="([^"]*)"/.exec(veld)?.[1] ?? '';
  }
  async function postNaam(login_hint: string): Promise<URL> {
    const { url } = await vraagAan(rp, 'smartschool', { login_hint });
    return post('/authorize', Object.fromEntries(url.searchParams));
  }
  afterEach(() => void jest.restoreAllMocks());

  test('fills in the field and stands in no address', async () => {
    const adres = await postNaam(NAAM);
    expect(decodeURIComponent(adres.href)).not.toContain(NAAM);
    expect(await ingevuld(adres)).toBe(NAAM);
    expect((await postNaam(NAAM)).searchParams.get('login_hint')).not.toBe(adres.searchParams.get('login_hint'));
  });

  test('is told for a minute: who finds the address later reads no name', async () => {
    const adres = await postNaam(NAAM);
    const moment = Temporal.Now.instant;
    jest.spyOn(Temporal.Now, 'instant').mockImplementation(() => moment.call(Temporal.Now).add({ seconds: 61 }));
    expect(await ingevuld(adres)).toBe('');
  });

  test('under a seal that is not ours fills in nothing, and does no harm', async () => {
    const adres = await postNaam(NAAM);
    const echt = adres.searchParams.get('login_hint') ?? '';
    for (const vals of [
      '~',
      '~x',
      `${echt.slice(0, -2)}AA`,
      echt.slice(0, 30),
      `${echt.slice(0, 20)}${echt.slice(22)}`,
    ]) {
      adres.searchParams.set('login_hint', vals);
      expect(await ingevuld(adres)).toBe('');
    }
  });

  test('and whatever else stands in its place goes no further; no hint does at signing out', async () => {
    expect((await postNaam('ouder@gezin.example')).searchParams.has('login_hint')).toBe(false);
    expect((await post('/logout', { logout_hint: NAAM, state: 'x' })).search).toBe('?state=x');
  });
});

test('and nothing of it stayed: in no row, and in no line of the log', async () => {
  const { rows } = await sql<{ tekst: string }>`
    select s::text as tekst from oidc_sessions s
    union all select c::text from oidc_authorization_codes c union all select t::text from oidc_access_tokens t`.execute(
    idp.db,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const tekst of [...rows.map((rij) => rij.tekst), ...idp.logregels]) expect(tekst).not.toContain('eyJ');
});
