import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie, afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { eerder } from '../opzet/machinetijd.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Whatever happens on the way, the pupil reads where to go on: to the application, which starts the sign-in
 * again.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const UITWEG = 'href="http://localhost:3001/smartschool/aanmelden"';
const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'appel-fiets-regen-42' };

async function opAanmeldpagina(bezoeker = new Bezoeker()) {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  const html = (await bezoeker.volg(url)).text;
  const actie = new URL(aanmeldactie(html), idp.issuer);
  return { bezoeker, actie };
}

async function leidtVerder(antwoord: Response): Promise<void> {
  const html = antwoord.text;
  expect(antwoord.status).toBe(400);
  expect(html).toContain('Begin opnieuw bij Smartschool');
  expect(html).toContain(UITWEG);
  expect(html).toMatch(/Spoornummer <b>[A-Z0-9]{8}<\/b>/);
  const spoor = /Spoornummer <b>([A-Z0-9]{8})/.exec(html)?.[1] ?? '';
  expect(idp.logregels.some((regel) => regel.includes(spoor))).toBe(true);
}

test('the back button after signing in, and a form sent twice', async () => {
  const { bezoeker, actie } = await opAanmeldpagina();
  await bezoeker.stuur(actie, velden);
  await leidtVerder(await bezoeker.haal(actie));
  await leidtVerder(await bezoeker.stuur(actie, velden));
});

test('a page left open overnight still leads in; after more than a day it leads back', async () => {
  const nacht = await eerder({ hours: 16 }, () => opAanmeldpagina());
  expect((await nacht.bezoeker.stuur(nacht.actie, velden)).verder?.searchParams.has('code')).toBe(true);
  const weekend = await eerder({ hours: 60 }, () => opAanmeldpagina());
  await leidtVerder(await weekend.bezoeker.stuur(weekend.actie, velden));
});

test('without cookies, and with cookies sealed by a key that is gone', async () => {
  const { bezoeker, actie } = await opAanmeldpagina();
  await leidtVerder(await new Bezoeker().stuur(actie, velden));
  const zegels = bezoeker.koekjes(actie.pathname).filter(({ naam }) => naam === 'leerid_verzoek');
  expect(zegels).toHaveLength(1);
  bezoeker.neem(zegels.map((zegel) => ({ ...zegel, waarde: `1${'A'.repeat(800)}` })));
  await leidtVerder(await bezoeker.stuur(actie, velden));
});

test('the address between form and application, opened again', async () => {
  const { bezoeker, actie } = await opAanmeldpagina();
  const antwoord = await bezoeker.post(actie, velden, { origin: idp.issuer });
  const verder = new URL(antwoord.get('location') ?? '', idp.issuer);
  await bezoeker.haal(verder);
  await leidtVerder(await bezoeker.haal(verder));
});

test('two tabs at the sign-in page of one application: both lead in', async () => {
  const een = await opAanmeldpagina();
  const twee = await opAanmeldpagina(een.bezoeker);
  const { verder: eerste } = await een.bezoeker.stuur(een.actie, velden);
  expect(eerste?.searchParams.has('code')).toBe(true);
  const laatste = await twee.bezoeker.stuur(twee.actie, velden);
  if (!laatste.verder) await leidtVerder(laatste);
  else expect(laatste.verder.searchParams.has('code')).toBe(true);
});

test('"Dat ben ik niet" ends the session on this device in one click, and starts again at the application', async () => {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const { bezoeker, actie } = await opAanmeldpagina();
  await bezoeker.stuur(actie, { ...velden, gebruikersnaam: 'leerling.geenarchief' });
  const html = (await bezoeker.volg((await vraagAan(rp, 'archief-voor-onderwijs')).url)).text;
  const anders = /action="([^"]+\/anders)"/.exec(html)?.[1] ?? '';
  const { verder } = await bezoeker.stuur(new URL(anders, idp.issuer), {});
  expect(verder?.href).toBe('http://localhost:3001/archief-voor-onderwijs/aanmelden');
  const smartschool = await relyingParty(idp, 'smartschool');
  const stil = await bezoeker.volg((await vraagAan(smartschool, 'smartschool', { prompt: 'none' })).url);
  expect(stil.verder?.searchParams.get('error')).toBe('login_required');
});

test('an unknown application in the address promises nothing', async () => {
  const antwoord = await new Bezoeker().haal(`${idp.issuer}/aanmelden/kwaad.example/abc`);
  expect(antwoord.status).toBe(400);
  expect(antwoord.text).not.toContain('Begin opnieuw');
});

test.each([
  ['a hint that is none', { id_token_hint: 'a.b.c' }],
  ['a hint of an application that is gone', { client_id: 'bestaat-niet' }],
  [
    'an address that is not registered',
    { client_id: 'smartschool', post_logout_redirect_uri: 'https://elders.example' },
  ],
])('signing out with %s: the page signs out all the same', async (_wat, vraag) => {
  const antwoord = await new Bezoeker().haal(
    `${idp.issuer}/logout?${new URLSearchParams(vraag as Record<string, string>)}`,
  );
  expect(antwoord.status).toBe(400);
  expect(antwoord.text).toContain('<a class="knop" href="/logout">Afmelden</a>');
});

test('a form of another site, which comes without our cookies, is not told that all is over', async () => {
  const { bezoeker, actie } = await opAanmeldpagina();
  await bezoeker.stuur(actie, velden);
  for (const koppen of [{ origin: 'https://kwaad.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const body = new URLSearchParams({ xsrf: 'x', logout: 'yes' });
    const adres = `${idp.issuer}/Logout/confirm/`;
    const antwoord = await new Bezoeker().post(adres, body, koppen);
    expect(antwoord.status).toBe(403);
    expect(antwoord.text).not.toContain('Je bent afgemeld');
  }
});

describe('the page after signing out says what is so', () => {
  /** Signed in at Smartschool, on the page that asks whether to sign out. */
  async function opAfmeldpagina(vraag = '') {
    const { bezoeker, actie } = await opAanmeldpagina();
    await bezoeker.stuur(actie, velden);
    const html = (await bezoeker.haal(`${idp.issuer}/logout${vraag}`)).text;
    return { bezoeker, xsrf: afmeldgeheim(html) };
  }

  test('to who signed out', async () => {
    const { bezoeker, xsrf } = await opAfmeldpagina();
    const klaar = await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
    expect(klaar.text).toContain('<h1>Je bent afgemeld</h1>');
  });

  test('to who signed out of one application alone: where he still is, and how to end that', async () => {
    const { bezoeker, xsrf } = await opAfmeldpagina('?client_id=smartschool');
    const html = (await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf })).text;
    expect(html).toContain('<h1>Je bent afgemeld bij Smartschool</h1>');
    expect(html).toContain('Bij LeerID ben je nog aangemeld');
    expect(html).toContain('href="/logout"');
  });

  test.each(['', '?client_id=smartschool'])(
    'to who stays signed in, or opens its address (%s): nothing of the kind',
    async (vraag) => {
      const { bezoeker, xsrf } = await opAfmeldpagina();
      const gebleven = await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf });
      const geopend = await bezoeker.volg(`${idp.issuer}/logout/success${vraag}`);
      for (const antwoord of [gebleven, geopend]) {
        expect(antwoord.status).toBe(200);
        expect(antwoord.text).not.toContain('afgemeld');
      }
      const kop = { accept: 'text/html' };
      expect((await supertest(idp.issuer).get(`/logout/success${vraag}`).set(kop)).text).toContain(
        '<h1>Je bent afgemeld</h1>',
      );
    },
  );
});
