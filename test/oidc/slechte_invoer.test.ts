import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
/** Nothing here may surprise the server: a 5xx would leave an error line. */
afterEach(() => expect(idp.logregels.filter((regel) => regel.includes('"level":50'))).toEqual([]));

async function opAanmeldpagina() {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const html = (await bezoeker.volg(url)).text;
  return { bezoeker, actie: new URL(aanmeldactie(html), idp.issuer) };
}

async function verwachtNettePagina(antwoord: Response, status: number | number[]): Promise<string> {
  const html = antwoord.text;
  expect([status].flat()).toContain(antwoord.status);
  expect(html).toContain('Spoornummer');
  expect(html).not.toMatch(/node_modules|\.ts:\d|at async|Error:/);
  return html;
}

describe('the sign-in form', () => {
  test.each<[string, Record<string, string>, number]>([
    ['no fields', {}, 400],
    ['only a name', { gebruikersnaam: 'leerling.gewoon' }, 400],
    ['a password of 5 000 characters', { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'x'.repeat(5_000) }, 400],
    ['NUL bytes', { gebruikersnaam: 'leerling\u0000.gewoon', wachtwoord: '\u0000' }, 401],
    ['SQL', { gebruikersnaam: "' or 1=1 --", wachtwoord: "' or 1=1 --" }, 401],
    ['markup', { gebruikersnaam: '"><script>alert(1)</script>', wachtwoord: 'x' }, 401],
    ['half a surrogate pair', { gebruikersnaam: '\ud83d', wachtwoord: '\ud83d' }, 401],
  ])('%s', async (_naam, velden, status) => {
    const { bezoeker, actie } = await opAanmeldpagina();
    const html = await verwachtNettePagina(await bezoeker.stuur(actie, velden), status);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('role="alert"');
  });

  test('fields given twice', async () => {
    const { bezoeker, actie } = await opAanmeldpagina();
    const body = 'gebruikersnaam=a&gebruikersnaam=b&wachtwoord=c';
    const koppen = { 'content-type': 'application/x-www-form-urlencoded' };
    await verwachtNettePagina(await bezoeker.post(actie, body, koppen), 400);
  });

  test('too large a form is 413; another kind of body is asked again', async () => {
    const { bezoeker, actie } = await opAanmeldpagina();
    await verwachtNettePagina(await bezoeker.stuur(actie, { gebruikersnaam: 'x'.repeat(50_000) }), 413);
    const json = { 'content-type': 'application/json' };
    await verwachtNettePagina(await bezoeker.post(actie, '{"gebruikersnaam":1', json), 400);
  });

  test.each(['x', 'gzip', 'br'])('a body that says to be compressed with %s and is not', async (soort) => {
    const { bezoeker, actie } = await opAanmeldpagina();
    const koppen = { 'content-encoding': soort, 'content-type': 'application/x-www-form-urlencoded' };
    for (const adres of [actie, `${idp.issuer}/authorize`]) {
      const antwoord = await bezoeker.post(adres, 'gebruikersnaam=a', koppen);
      await verwachtNettePagina(antwoord, [400, 415]);
    }
  });

  test('a form from another site is refused', async () => {
    const { bezoeker, actie } = await opAanmeldpagina();
    const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'x' };
    await verwachtNettePagina(await bezoeker.stuur(actie, velden, { origin: 'https://kwaad.example' }), 403);
    await verwachtNettePagina(await bezoeker.stuur(actie, velden, { 'sec-fetch-site': 'cross-site' }), 403);
  });
});

describe('cookies', () => {
  test("without, with a forged or with somebody else's cookie the page is gone, in plain words", async () => {
    const { bezoeker, actie } = await opAanmeldpagina();
    await verwachtNettePagina(await new Bezoeker().haal(actie), 400);

    const vervalst = new Bezoeker();
    const mijne = bezoeker.koekjes(actie.pathname);
    vervalst.neem(
      mijne.map((koekje) => (koekje.naam === 'leerid_verzoek' ? { ...koekje, waarde: 'vervalst' } : koekje)),
    );
    expect(await verwachtNettePagina(await vervalst.haal(actie), 400)).toContain('niet meer geldig');

    const vreemd = new Bezoeker();
    const ander = await opAanmeldpagina();
    const zijne = ander.bezoeker.koekjes(ander.actie.pathname);
    vreemd.neem(zijne.map(({ pad, ...rest }) => ({ ...rest, pad: pad === '/' ? pad : actie.pathname })));
    const html = await verwachtNettePagina(await vreemd.haal(actie), 400);
    expect(html).toContain('niet meer geldig');
    expect(html).toContain('Begin opnieuw bij Smartschool');
  });

  test('a forged session cookie is no session', async () => {
    const rp = await relyingParty(idp, 'smartschool');
    const bezoeker = new Bezoeker();
    await bezoeker.meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
    const stempel = bezoeker.koekjes().filter(({ naam }) => naam === 'leerid.sig');
    bezoeker.neem(stempel.map((koekje) => ({ ...koekje, waarde: 'vervalst' })));
    const { verder } = await bezoeker.volg((await vraagAan(rp, 'smartschool', { prompt: 'none' })).url);
    expect(verder?.searchParams.get('error')).toBe('login_required');
  });

  test('a form that was answered before leads to a clear page', async () => {
    const { bezoeker, actie } = await opAanmeldpagina();
    const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'appel-fiets-regen-42' };
    await bezoeker.stuur(actie, velden);
    await verwachtNettePagina(await bezoeker.stuur(actie, velden), 400);
  });
});

describe('addresses', () => {
  test.each([
    '/nietsvandatalles',
    '/aanmelden/',
    '/aanmelden/%00',
    '/aanmelden/%E0%A4%A',
    '/authorize/../../etc/passwd',
  ])('%s is a page that says so', async (pad) => {
    const antwoord = await supertest(idp.server)
      .get(pad)
      .set('Accept', 'text/html')
      .set('Host', new URL(idp.issuer).host);
    expect([400, 404]).toContain(antwoord.status);
    expect(antwoord.text).not.toMatch(/node_modules|\.ts:\d/);
  });

  test('another host name is refused, health checks are not', async () => {
    const anders = await supertest(idp.server).get('/.well-known/openid-configuration').set('Host', 'kwaad.example');
    expect(anders.status).toBe(421);
    expect((await supertest(idp.server).get('/healthz').set('Host', '10.0.0.1')).body).toEqual({ status: 'ok' });
    expect((await supertest(idp.server).get('/readyz')).status).toBe(200);
  });

  test('an authorization request with garbage is a page or an error to the application, never a 5xx', async () => {
    for (const vraag of [
      '',
      '?client_id=',
      '?client_id=%00',
      '?client_id=smartschool&scope=%00',
      '?request_uri=urn:x',
      '?client_id=a&client_id=b',
    ]) {
      const antwoord = await new Bezoeker().haal(`${idp.issuer}/authorize${vraag}`);
      expect(antwoord.status).toBeLessThan(500);
      antwoord.text;
    }
  });

  test('the way back into a request, with a client_id that does not belong in its address', async () => {
    const antwoord = await new Bezoeker().haal(`${idp.issuer}/authorize/x?client_id=smartschool`);
    expect(await verwachtNettePagina(antwoord, 400)).toContain('niet meer geldig');
  });

  test('a NUL in any parameter is refused, or kept as it came', async () => {
    const rp = await relyingParty(idp, 'smartschool');
    for (const naam of ['state', 'nonce', 'login_hint', 'ui_locales']) {
      const { url } = await vraagAan(rp, 'smartschool', { [naam]: 'a\u0000b' });
      const { verder } = await new Bezoeker().volg(url);
      expect(verder?.searchParams.get('error')).toBe('invalid_request');
    }
    const uit = await new Bezoeker().volg(`${idp.issuer}/logout?client_id=smartschool&state=%00`);
    expect(uit.status).toBeLessThan(500);
  });

  test('tokens that can not be ours', async () => {
    for (const token of ['x', '%00', 'a'.repeat(5_000), '\u00e9']) {
      const antwoord = await supertest(idp.issuer)
        .get('/userinfo')
        .set({ authorization: `Bearer ${encodeURI(token)}` });
      expect([400, 401]).toContain(antwoord.status);
    }
    const code = await supertest(idp.issuer)
      .post('/token')
      .type('form')
      .send({ grant_type: 'authorization_code', code: 'a\u0000b' });
    expect(code.status).toBeLessThan(500);
  });

  test('a request that is cut off does no harm', async () => {
    const { hostname, port } = new URL(idp.issuer);
    await new Promise<void>((klaar) => {
      const verzoek = request({
        hostname,
        port,
        path: '/token',
        method: 'POST',
        headers: { 'content-length': '100', 'content-type': 'application/x-www-form-urlencoded' },
      });
      verzoek.on('error', () => klaar());
      verzoek.write('grant_type=');
      verzoek.flushHeaders();
      verzoek.destroy();
      verzoek.on('close', () => klaar());
    });
    expect((await supertest(idp.server).get('/healthz')).status).toBe(200);
  });
});

test('security headers stand on every answer; the sign-in page names only its own application', async () => {
  const { bezoeker, actie } = await opAanmeldpagina();
  const pagina = await bezoeker.haal(actie);
  expect(pagina.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http://localhost:3001; frame-ancestors 'none'; base-uri 'none'; script-src 'self'",
  );
  expect(pagina.get('cache-control')).toBe('no-store');
  expect(pagina.get('x-frame-options')).toBe('DENY');
});
