import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import type { Response } from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie, afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { isVerlopen, kopie, type Plek, plekkenBij } from '../opzet/bezoek/plek.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * An application whose protocol was stopped is offered on no page, because it could only send the pupil back.
 */

const DICHT = 'Smartschool is nu niet aangesloten';
const NAAR_TOEPASSING = 'http://localhost:3001/smartschool';

let idp: Idp;
let rp: client.Configuration;
/** Signed in, with the ID token, and with an open sign-in page that is not filled in yet. */
const binnen = new Bezoeker();
const bezig = new Bezoeker();
let idToken: string;
let aanmelden: URL;
let voorbij: URL;
/** Just gave his password, and did not follow yet. */
let beantwoord: Plek;

beforeAll(async () => {
  idp = await startIdp();
  rp = await relyingParty(idp, 'smartschool');
  const begin = (await binnen.haal(idp.issuer)).text;
  expect(begin).toContain(NAAR_TOEPASSING);
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await binnen.meldAan(url, 'leerling.gewoon');
  idToken = (await client.authorizationCodeGrant(rp, verder as URL, controles)).id_token ?? '';
  aanmelden = await formulier(bezig);
  voorbij = await formulier(new Bezoeker());
  beantwoord = await plekkenBij(() => idp).beginEnBeantwoord(new Bezoeker(), { state: 'staat-van-toen' });
  const dag = idp.klok.vandaag().toString();
  const stop = join(idp.configmap, 'protocollen/smartschool/stopzetting.yaml');
  await writeFile(stop, `op: ${dag}\ndoor: dov\nreden: proef\n`);
  await idp.ververs();
});
afterAll(() => idp.stop());

async function formulier(bezoeker: Bezoeker): Promise<URL> {
  const html = (await bezoeker.volg((await vraagAan(rp, 'smartschool')).url)).text;
  return new URL(aanmeldactie(html), idp.issuer);
}

async function verwachtDicht(antwoord: Response): Promise<void> {
  const html = antwoord.text;
  expect(html).toContain(DICHT);
  expect(html).not.toContain(NAAR_TOEPASSING);
  expect(html).toContain('href="/">Naar het begin</a>');
  expect(antwoord.status).toBe(400);
}

test('the start page names it no more', async () => {
  const html = (await new Bezoeker().haal(idp.issuer)).text;
  expect(html).not.toContain('Smartschool');
  expect(html).toContain('Het Archief voor Onderwijs');
});

test('a new request, and one that waited: told before any password is asked or sent', async () => {
  await verwachtDicht(await new Bezoeker().volg((await vraagAan(rp, 'smartschool')).url));
  await verwachtDicht(await bezig.haal(aanmelden));
  const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'appel-fiets-regen-42' };
  await verwachtDicht(await bezig.stuur(aanmelden, velden));
  await verwachtDicht(await bezig.haal(new URL(`${aanmelden.pathname}/activeren`, aanmelden)));
});

test('an answer that was on its way: told the same, with the state; the log names the application', async () => {
  const elders = kopie(beantwoord).bezoeker;
  elders.vergeet(elders.koekjes().filter(({ naam }) => naam.startsWith('leerid_browser_')));
  const begin = idp.logregels.length;
  for (const { bezoeker, adres } of [kopie(beantwoord), beantwoord]) {
    const pagina = await bezoeker.haal(adres);
    await verwachtDicht(pagina);
    expect(pagina.text).toContain('invalid_client');
    expect(pagina.text).toContain('staat-van-toen');
  }
  const regels = idp.logregels.slice(begin).map((regel) => JSON.parse(regel));
  expect(regels.filter(({ gebeurtenis }) => gebeurtenis)).toEqual(
    Array(2).fill(expect.objectContaining({ gebeurtenis: 'toepassing.niet_herkend', clientId: 'smartschool' })),
  );
  isVerlopen(await elders.haal(beantwoord.adres));
});

test('a page of it that was left open leads to the start, not to the application', async () => {
  await verwachtDicht(await new Bezoeker().haal(voorbij));
});

test('other pages that went wrong do not offer it either, though it was the last', async () => {
  const html = (await bezig.haal(`${idp.issuer}/authorize?client_id=niemand`)).text;
  expect(html).not.toContain(NAAR_TOEPASSING);
  expect(html).toContain('Naar het begin');
});

test('signing out by way of it leads to signing out without it', async () => {
  const adres = client.buildEndSessionUrl(rp, { id_token_hint: idToken, post_logout_redirect_uri: NAAR_TOEPASSING });
  const html = (await binnen.volg(adres)).text;
  expect(html).toContain('<a class="knop" href="/logout">Afmelden</a>');
  const vraag = (await binnen.volg(`${idp.issuer}/logout`)).text;
  const xsrf = afmeldgeheim(vraag);
  const klaar = (await binnen.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' })).text;
  expect(klaar).toContain('Je bent afgemeld');
  expect(klaar).not.toContain(NAAR_TOEPASSING);
});
