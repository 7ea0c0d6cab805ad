import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { leesYaml } from '../../src/protocol/lezen/lees_protocol.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp((configmap) =>
    appendFile(join(configmap, 'toepassingen/toetsplatform.yaml'), 'pkce: vrijgesteld_mits_nonce\n'),
  );
});
afterAll(() => idp.stop());

test('whatever an address says comes back escaped, or not at all', async () => {
  const slecht = '"><script>alert(1)</script>';
  for (const naam of ['client_id', 'redirect_uri', 'scope', 'response_type', 'state', 'ui_locales', 'request_uri']) {
    const vraag = new URLSearchParams({ client_id: 'smartschool', [naam]: slecht });
    for (const pad of ['/authorize', '/logout', `/aanmelden/smartschool/${encodeURIComponent(slecht)}`]) {
      expect((await new Bezoeker().haal(`${idp.issuer}${pad}?${vraag}`)).text).not.toContain('<script>alert');
    }
  }
});

test('names that JavaScript keeps for itself change nothing', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const claims = '{"userinfo":{"__proto__":{"besmet":1},"constructor":null},"id_token":{"__proto__":null}}';
  for (const extra of [
    { claims },
    { scope: 'openid constructor' },
    { scope: 'openid __proto__' },
    { acr_values: 'toString' },
  ]) {
    const antwoord = await new Bezoeker().volg(
      (await vraagAan(rp, 'smartschool', extra as Record<string, string>)).url,
    );
    expect(antwoord.status).toBeLessThan(500);
  }
  const { url } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const html = (await bezoeker.volg(url)).text;
  const actie = new URL(aanmeldactie(html), idp.issuer);
  const velden = {
    '__proto__[besmet]': '1',
    'constructor[prototype][besmet]': '1',
    gebruikersnaam: '__proto__',
    wachtwoord: 'x',
  };
  expect((await bezoeker.stuur(actie, velden)).status).toBe(401);
  expect(({} as Record<string, unknown>).besmet).toBeUndefined();
});

test('fields that a form does not have are dropped', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  const html = (await bezoeker.volg((await vraagAan(rp, 'smartschool')).url)).text;
  const actie = new URL(aanmeldactie(html), idp.issuer);
  const extra = { accountId: 'x', account_uuid: 'x', acr: 'hoog', geblokkeerd_op: '', login: 'x', reden: 'x' };
  const na = await bezoeker.stuur(actie, { gebruikersnaam: 'leerling.gewoon', wachtwoord: 'fout', ...extra });
  expect(na.status).toBe(401);
});

test('a dossier with fields that it does not know, YAML tags or a bomb of aliases stays closed', () => {
  const lees = (tekst: string) => leesYaml(dossierschema, 'dossier.yaml', Buffer.from(tekst)).fouten;
  expect(lees('client_id: proef\nalles_mag: true\n').join('\n')).toContain('alles_mag');
  expect(lees('!!js/function "return 1"').length).toBeGreaterThan(0);
  const bom = [
    'a0: &a0 [x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`)}]`),
  ];
  expect(lees(bom.join('\n')).length).toBeGreaterThan(0);
});

test('PKCE can not be taken out or put in halfway', async () => {
  const rp = await relyingParty(idp, 'toetsplatform');
  const met = await vraagAan(rp, 'toetsplatform');
  const { verder: eerste } = await new Bezoeker().meldAan(met.url, 'leerling.gewoon');
  const { pkceCodeVerifier, ...zonderVerifier } = met.controles;
  await expect(client.authorizationCodeGrant(rp, eerste as URL, zonderVerifier)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const zonder = await vraagAan(rp, 'toetsplatform');
  zonder.url.searchParams.delete('code_challenge');
  zonder.url.searchParams.delete('code_challenge_method');
  const { verder: tweede } = await new Bezoeker().meldAan(zonder.url, 'leerling.gewoon');
  expect(tweede?.href).toContain(callback('toetsplatform'));
  await expect(client.authorizationCodeGrant(rp, tweede as URL, zonder.controles)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});
