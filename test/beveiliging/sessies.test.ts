import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { restVanSessie } from '../../src/oidc/toegang/sessieduur.ts';
import { ACR } from '../../src/oidc/verzoek/acr.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie, afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

async function meldAan(bezoeker: Bezoeker, extra: Record<string, string> = {}, wie = 'leerling.gewoon') {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool', extra);
  return { rp, ...(await bezoeker.meldAan(url, wie)) };
}

const sessie = (bezoeker: Bezoeker) => bezoeker.koekje('leerid') ?? '';

async function isAangemeld(bezoeker: Bezoeker): Promise<boolean> {
  const rp = await relyingParty(idp, 'smartschool');
  const { verder } = await bezoeker.volg((await vraagAan(rp, 'smartschool', { prompt: 'none' })).url);
  return verder?.searchParams.has('code') ?? false;
}

test('a session is a random reference of more than 128 bits, another one for every sign-in', async () => {
  const gezien = new Set<string>();
  for (let keer = 0; keer < 3; keer++) {
    const bezoeker = new Bezoeker();
    await meldAan(bezoeker);
    expect(sessie(bezoeker)).toMatch(/^[\w-]{43}$/);
    gezien.add(sessie(bezoeker));
  }
  expect(gezien.size).toBe(3);
});

test('signing in anew gives a new session identifier, and the old one is worth nothing', async () => {
  const bezoeker = new Bezoeker();
  await meldAan(bezoeker);
  const oud = new Bezoeker();
  oud.neem(bezoeker.koekjes());
  expect(await isAangemeld(oud)).toBe(true);
  await meldAan(bezoeker, { prompt: 'login' });
  expect(sessie(bezoeker)).not.toBe(sessie(oud));
  expect(await isAangemeld(bezoeker)).toBe(true);
  expect(await isAangemeld(oud)).toBe(false);
});

test.each([[{ prompt: 'login' }], [{ max_age: '0' }]])(
  'an application can ask for the password anew: %j',
  async (extra) => {
    const bezoeker = new Bezoeker();
    await meldAan(bezoeker);
    const rp = await relyingParty(idp, 'smartschool');
    const html = (await bezoeker.volg((await vraagAan(rp, 'smartschool', extra)).url)).text;
    expect(html).toContain('name="wachtwoord"');
  },
);

describe('limits', () => {
  const nu = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const UUR = 3600;

  test('an hour of silence, ten hours in all, and an unknown strength gets the shortest', () => {
    const vers = { loginTs: nu(), iat: nu(), acr: ACR };
    expect(restVanSessie(vers)).toBe(UUR);
    expect(restVanSessie({ ...vers, loginTs: nu() - 10 * UUR + 60 })).toBeLessThanOrEqual(60);
    expect(restVanSessie({ ...vers, loginTs: nu() - 11 * UUR })).toBe(1);
    expect(restVanSessie({ ...vers, iat: nu() - 21 * UUR })).toBe(1);
    expect(restVanSessie({ ...vers, acr: 'onbekend' })).toBe(UUR / 4);
  });

  test('a session that is over in the database is no session, whatever the browser keeps', async () => {
    const bezoeker = new Bezoeker();
    await meldAan(bezoeker);
    const voorbij = Temporal.Now.instant().subtract({ minutes: 1 }).toString();
    const gewijzigd = await idp.db
      .updateTable('oidc_sessions')
      .set({ verloopt_op: voorbij })
      .where('id', '=', sessie(bezoeker))
      .executeTakeFirst();
    expect(Number(gewijzigd.numUpdatedRows)).toBe(1);
    expect(await isAangemeld(bezoeker)).toBe(false);
  });
});

test('looking at the logout page ends nothing; the form of another browser neither', async () => {
  const bezoeker = new Bezoeker();
  await meldAan(bezoeker);
  await bezoeker.volg(`${idp.issuer}/logout?client_id=smartschool`);
  await bezoeker.volg(`${idp.issuer}/logout/confirm`);
  expect(await isAangemeld(bezoeker)).toBe(true);
  const ander = new Bezoeker();
  const html = (await ander.volg(`${idp.issuer}/logout`)).text;
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? 'x';
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { logout: 'yes' });
  expect(await isAangemeld(bezoeker)).toBe(true);
});

test('every redirect after a form is 303: no browser sends a password on', async () => {
  const bezoeker = new Bezoeker();
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  expect((await bezoeker.post(`${idp.issuer}/authorize`, url.searchParams)).status).toBe(303);
  const formulier = async () => {
    const html = (await bezoeker.volg(url)).text;
    return new URL(aanmeldactie(html), idp.issuer);
  };
  const stuur = (adres: URL | string, velden: Record<string, string>) =>
    bezoeker.post(adres, velden, { origin: idp.issuer });
  const terug = await stuur(`${await formulier()}/terug`, {});
  expect(terug.status).toBe(303);
  const na = await stuur(await formulier(), { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'appel-fiets-regen-42' });
  expect(na.status).toBe(303);
  const verder = await bezoeker.haal(new URL(na.get('location') ?? '', idp.issuer));
  expect(verder.status).toBe(303);
  expect(verder.get('location')).not.toContain('appel');
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  expect((await stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' })).status).toBe(303);
});

test('cookies hold references, proofs, seals and the name of an application, nothing of a pupil that can be read', async () => {
  const bezoeker = new Bezoeker();
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const { adres, text } = await bezoeker.volg(url);
  const bijAanmelden = bezoeker.koekjes(adres.pathname);
  const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'appel-fiets-regen-42' };
  await bezoeker.post(new URL(aanmeldactie(text), url), velden, { origin: idp.issuer });
  const verder = adres.pathname.replace('/aanmelden/smartschool', '/authorize');
  const onderweg = [...bijAanmelden, ...bezoeker.koekjes(verder)];
  await bezoeker.volg(new URL(verder, url));
  const vormen: Record<string, RegExp> = {
    leerid_laatst: /^smartschool$/,
    leerid_toestel: /^[\w-]{22}(\.[\w-]{16})?$/,
    leerid_verzoek: /^1[\w-]{500,1500}$/,
    leerid_antwoord: /^1[\w-]{500,2000}$/,
  };
  const gezien = [...onderweg, ...bezoeker.koekjes()];
  const soorten = [
    'leerid',
    'leerid_aanmelding',
    'leerid_laatst',
    'leerid_toestel',
    'leerid_verder',
    'leerid_verzoek',
    'leerid_antwoord',
  ];
  expect(gezien.map(({ naam }) => naam)).toEqual(expect.arrayContaining(soorten));
  for (const { naam, waarde } of gezien) {
    if (naam.endsWith('.sig')) expect(Buffer.from(waarde, 'base64url')).toHaveLength(32);
    expect(naam).toMatch(
      /^leerid(_aanmelding|_verder|_verzoek|_antwoord|_laatst|_toestel|_browser_[0-9a-f]{4})?(\.sig)?$/,
    );
    expect(waarde).toMatch(vormen[naam] ?? /^[\w-]{27,43}$/);
  }
});
