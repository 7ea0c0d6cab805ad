import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { terugactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => idp.klok.zet(SCHOOLDAG));

/** Signs in, reads the refusal page, presses "Terug", and returns what the application gets. */
async function wordtGeweigerd(clientId: string, gebruikersnaam: string) {
  const rp = await relyingParty(idp, clientId);
  const { url } = await vraagAan(rp, clientId);
  const bezoeker = new Bezoeker();
  const pagina = await bezoeker.meldAan(url, gebruikersnaam);
  const html = pagina.text;
  const terug = terugactie(html);
  const { verder } = await bezoeker.stuur(new URL(terug, idp.issuer), {});
  return { html, verder: verder as URL, bezoeker };
}

/** Refused before anyone signs in. */
async function wordtAfgewezen(clientId: string) {
  const rp = await relyingParty(idp, clientId);
  const bezoeker = new Bezoeker();
  const html = (await bezoeker.volg((await vraagAan(rp, clientId)).url)).text;
  const terug = terugactie(html);
  const { verder } = await bezoeker.stuur(new URL(terug, idp.issuer), {});
  return { verder: verder as URL };
}

const GEVALLEN = [
  ['leerling.uitgeschreven', 'smartschool', 'geen_inschrijving'],
  ['leerling.uitgeschreven', 'archief-voor-onderwijs', 'geen_inschrijving'],
  ['leerling.uitgeschreven', 'toetsplatform', 'geen_inschrijving'],
  ['leerling.geenarchief', 'archief-voor-onderwijs', 'school_werkt_niet_samen'],
] as const;

test.each(GEVALLEN)(
  '%s at %s reads why (%s), and the application hears only that he may not in',
  async (gebruikersnaam, clientId, reden) => {
    const { html, verder } = await wordtGeweigerd(clientId, gebruikersnaam);
    expect(html).toContain('Wat kun je doen?');
    expect(html).toContain(reden);
    expect(verder.origin + verder.pathname).toBe(`http://localhost:3001/${clientId}/callback`);
    expect(Object.fromEntries(verder.searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: 'geen_toegang',
      state: expect.any(String),
      iss: idp.issuer,
    });
    expect(String(verder)).not.toContain(reden);
  },
);

test('nor does an application that asks without a page learn why: all reasons sound the same', async () => {
  const gehoord = new Set<string>();
  for (const [gebruikersnaam, clientId] of GEVALLEN) {
    const rp = await relyingParty(idp, clientId);
    const bezoeker = new Bezoeker();
    await bezoeker.meldAan((await vraagAan(rp, clientId)).url, gebruikersnaam);
    const { verder } = await bezoeker.volg((await vraagAan(rp, clientId, { prompt: 'none' })).url);
    const { error, error_description } = Object.fromEntries(verder?.searchParams ?? []);
    gehoord.add(`${error}: ${error_description}`);
  }
  expect([...gehoord]).toEqual(['access_denied: geen_toegang']);
});

test('leerling.geenarchief is welcome at Smartschool', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.geenarchief');
  expect(verder?.searchParams.get('code')).toEqual(expect.any(String));
});

test('an application that the school did not make visible stays closed', async () => {
  const leerling = await idp.db
    .deleteFrom('zichtbaarheid')
    .where('client_id', '=', 'smartschool')
    .where('leerling_id', 'in', (eb) => eb.selectFrom('leerlingen').select('id').where('voornaam', '=', 'Vroegere'))
    .returningAll()
    .executeTakeFirstOrThrow();
  expect((await wordtGeweigerd('smartschool', 'leerling.historiek')).html).toContain('niet_zichtbaar');
  await idp.db
    .insertInto('zichtbaarheid')
    .values({ ...leerling, sinds: leerling.sinds.toString() })
    .execute();
});

test('what one school made visible, another one that begins to work with it does not open', async () => {
  const { id } = await idp.db
    .selectFrom('leerlingen')
    .select('id')
    .where('voornaam', '=', 'Kompas')
    .executeTakeFirstOrThrow();
  const [client_id, eigen, andere] = ['archief-voor-onderwijs', '999002', '999001'];
  await idp.db
    .updateTable('zichtbaarheid')
    .set({ instellingsnummer: andere })
    .where('leerling_id', '=', id)
    .where('client_id', '=', client_id)
    .execute();
  await idp.db
    .insertInto('samenwerkingen')
    .values({ instellingsnummer: eigen, client_id, van: '2026-09-01', tot: null })
    .execute();
  expect((await wordtGeweigerd(client_id, 'leerling.geenarchief')).html).toContain('niet_zichtbaar');
  await idp.db
    .insertInto('zichtbaarheid')
    .values({ leerling_id: id, client_id, instellingsnummer: eigen, sinds: '2026-09-01T00:00:00Z' })
    .execute();
  const { url } = await vraagAan(await relyingParty(idp, client_id), client_id);
  const binnen = await new Bezoeker().meldAan(url, 'leerling.geenarchief');
  expect(binnen.verder?.searchParams.get('code')).toEqual(expect.any(String));
  await idp.db
    .deleteFrom('samenwerkingen')
    .where('instellingsnummer', '=', eigen)
    .where('client_id', '=', client_id)
    .execute();
});

test('a blocked account can not sign in, and an open session of it is refused', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
  const blokkeer = (op: string | null) =>
    idp.db.updateTable('leerlingen').set({ geblokkeerd_op: op }).where('voornaam', '=', 'Gewone').execute();
  await blokkeer('2026-11-23T09:00:00Z');
  const { verder } = await bezoeker.volg((await vraagAan(rp, 'smartschool', { prompt: 'none' })).url);
  expect(verder?.searchParams.get('error_description')).toBe('geen_toegang');
  const pagina = await bezoeker.volg((await vraagAan(rp, 'smartschool')).url);
  expect(pagina.text).toContain('Je account werkt nu niet');
  const opnieuw = await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
  expect(opnieuw.status).toBe(401);
  await blokkeer(null);
});

describe('the day decides', () => {
  test('the test platform is open in its windows only, and says so before anyone signs in', async () => {
    idp.klok.zet(Temporal.Instant.from('2027-07-01T09:00:00Z'));
    const rp = await relyingParty(idp, 'toetsplatform');
    const pagina = await new Bezoeker().volg((await vraagAan(rp, 'toetsplatform')).url);
    const html = pagina.text;
    expect(html).toContain('Toetsplatform is nu niet open');
    expect(html).not.toContain('name="wachtwoord"');
    const { verder } = await wordtAfgewezen('toetsplatform');
    expect(verder.searchParams.get('error_description')).toBe('buiten_venster');
  });

  test('the last day of the enrolment is a day in, the next is not', async () => {
    idp.klok.zet(Temporal.Instant.from('2027-08-31T20:00:00Z'));
    const rp = await relyingParty(idp, 'smartschool');
    const binnen = await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
    expect(binnen.verder?.searchParams.has('code')).toBe(true);
    idp.klok.zet(Temporal.Instant.from('2027-09-01T06:00:00Z'));
    expect((await wordtGeweigerd('smartschool', 'leerling.gewoon')).html).toContain('geen_inschrijving');
  });

  test('a code and an access token are dead once the gate would refuse', async () => {
    const client = await import('openid-client');
    const rp = await relyingParty(idp, 'smartschool');
    const eerste = await vraagAan(rp, 'smartschool');
    const { verder: terug } = await new Bezoeker().meldAan(eerste.url, 'leerling.gewoon');
    const tokens = await client.authorizationCodeGrant(rp, terug as URL, eerste.controles);
    const tweede = await vraagAan(rp, 'smartschool');
    const { verder } = await new Bezoeker().meldAan(tweede.url, 'leerling.gewoon');

    idp.klok.zet(Temporal.Instant.from('2027-09-01T06:00:00Z'));
    await expect(client.authorizationCodeGrant(rp, verder as URL, tweede.controles)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  });
});

describe('refused before any page', () => {
  test.each([
    ['a scope outside the protocol', { scope: 'openid profile email' }],
    ['a scope that nobody knows', { scope: 'openid wachtwoord' }],
    ['no scope at all', { scope: '', nonce: '' }],
    ['a scope without openid', { scope: 'profile', nonce: '' }],
  ])('%s is invalid_scope', async (_naam, extra) => {
    const rp = await relyingParty(idp, 'smartschool');
    const { verder } = await new Bezoeker().volg((await vraagAan(rp, 'smartschool', extra)).url);
    expect(verder?.searchParams.get('error')).toBe('invalid_scope');
  });

  test('the same through a pushed request', async () => {
    const client = await import('openid-client');
    const rp = await relyingParty(idp, 'archief-voor-onderwijs');
    const { url } = await vraagAan(rp, 'archief-voor-onderwijs', { scope: 'openid ov_toetsen' });
    await expect(client.buildAuthorizationUrlWithPAR(rp, url.searchParams)).rejects.toMatchObject({
      error: 'invalid_scope',
    });
  });

  test('an essential acr that we can not give is refused at once, without circles', async () => {
    const rp = await relyingParty(idp, 'smartschool');
    const acr = { essential: true, values: ['urn:hoog'] };
    for (const deel of ['id_token', 'userinfo']) {
      const claims = JSON.stringify({ [deel]: { acr } });
      const { verder } = await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { claims })).url);
      expect(verder?.searchParams.get('error')).toBe('unmet_authentication_requirements');
    }
  });

  test('prompt=none without a session is login_required', async () => {
    const rp = await relyingParty(idp, 'smartschool');
    const { verder } = await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { prompt: 'none' })).url);
    expect(verder?.searchParams.get('error')).toBe('login_required');
  });

  test('no PKCE, a plain challenge, fragment mode and an unregistered redirect_uri are refused', async () => {
    const rp = await relyingParty(idp, 'smartschool');
    const zonder = (await vraagAan(rp, 'smartschool')).url;
    zonder.searchParams.delete('code_challenge');
    zonder.searchParams.delete('code_challenge_method');
    expect((await new Bezoeker().volg(zonder)).verder?.searchParams.get('error')).toBe('invalid_request');
    const plain = (await vraagAan(rp, 'smartschool', { code_challenge_method: 'plain' })).url;
    expect((await new Bezoeker().volg(plain)).verder?.searchParams.get('error')).toBe('invalid_request');
    const fragment = (await vraagAan(rp, 'smartschool', { response_mode: 'fragment' })).url;
    expect(new URLSearchParams((await new Bezoeker().volg(fragment)).verder?.hash.slice(1)).get('error')).toBe(
      'invalid_request',
    );
    const elders = await vraagAan(rp, 'smartschool', { redirect_uri: 'http://localhost:3001/smartschool/callback/x' });
    const pagina = await new Bezoeker().volg(elders.url);
    expect(pagina.verder).toBeUndefined();
    expect(pagina.status).toBe(400);
  });
});

test('who turns back on the sign-in page is sent to the application', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  const html = (await bezoeker.volg((await vraagAan(rp, 'smartschool')).url)).text;
  const terug = terugactie(html);
  const { verder } = await bezoeker.stuur(new URL(terug, idp.issuer), {});
  expect(verder?.searchParams.get('error_description')).toBe('afgebroken');
});

test('unknown, wrong and blocked look the same', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const pagina = async (gebruikersnaam: string, wachtwoord: string) => {
    const antwoord = await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, gebruikersnaam, wachtwoord);
    const html = antwoord.text;
    return [antwoord.status, html.replaceAll(gebruikersnaam, '').replaceAll(/\/aanmelden\/[^"]+|<b>[A-Z0-9]{8}/g, '')];
  };
  expect(await pagina('bestaat.niet', 'peer')).toEqual(await pagina('leerling.gewoon', 'peer'));
});
