import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import Koa from 'koa';
import { sql } from 'kysely';
import * as client from 'openid-client';
import supertest from 'supertest';
import { openDatabase } from '../../src/store/index.ts';
import { foutafhandeling } from '../../src/web/index.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { terugactie } from '../opzet/bezoek/formulier.ts';
import { zonderTabel } from '../opzet/database/zonder_tabel.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => {
  idp.logregels.splice(0);
});

const regels = () => idp.logregels.map((regel) => JSON.parse(regel) as Record<string, unknown>);

test('every line is one JSON object with a moment, a trace number, a route and an outcome', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
  const verzoeken = regels().filter(({ msg }) => msg === 'verzoek');
  expect(verzoeken.length).toBeGreaterThan(3);
  for (const regel of verzoeken) {
    expect(regel).toMatchObject({
      level: 30,
      time: expect.any(Number),
      spoor: expect.stringMatching(/^[A-Z2-9]{8}$/),
      methode: expect.any(String),
      route: expect.any(String),
      status: expect.any(Number),
    });
    const nu = Temporal.Now.instant().epochMilliseconds;
    expect(Math.abs(nu - Number(regel.time))).toBeLessThan(60_000);
  }
});

test('nothing that a visitor sends can break a line or write one', async () => {
  const slecht = 'x\r\n{"level":50,"msg":"verzonnen"}';
  const rp = await relyingParty(idp, 'smartschool');
  await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, slecht, slecht).catch(() => undefined);
  await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { scope: `openid ${slecht}`, state: slecht })).url);
  await new Bezoeker().haal(`${idp.issuer}/authorize?${new URLSearchParams({ client_id: slecht })}`);
  await new Bezoeker().haal(`${idp.issuer}/${encodeURIComponent(slecht)}`);
  for (const regel of idp.logregels) {
    expect(regel.trimEnd()).not.toContain('\n');
    expect((JSON.parse(regel) as { msg: string }).msg).not.toBe('verzonnen');
  }
});

test('what an application or a pupil is refused stands in the log, with the application and the reason', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  await new Bezoeker().volg((await vraagAan(rp, 'smartschool', { scope: 'openid email' })).url);
  const bezoeker = new Bezoeker();
  const pagina = await bezoeker.meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.uitgeschreven');
  const terug = terugactie(pagina.text);
  await bezoeker.stuur(new URL(terug, idp.issuer), {});
  const fout = `Basic ${btoa('smartschool:fout')}`;
  await supertest(idp.issuer)
    .post('/token')
    .type('form')
    .set({ authorization: fout })
    .send({ grant_type: 'authorization_code', code: 'x' });
  const geweigerd = regels().filter(({ msg }) => msg === 'verzoek van een toepassing geweigerd');
  expect(geweigerd).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ error: 'invalid_scope', clientId: 'smartschool' }),
      expect.objectContaining({ error: 'access_denied', error_description: 'geen_toegang' }),
      expect.objectContaining({ error: 'invalid_client' }),
    ]),
  );
});

test('every try to sign in is an event: how it ended, where, by which means, and who as a keyed hash', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  const probeer = async (naam: string, wachtwoord?: string) =>
    bezoeker.meldAan((await vraagAan(rp, 'smartschool')).url, naam, wachtwoord);
  for (let keer = 0; keer < 20; keer++) await probeer('leerling.tijdelijk', 'fout');
  await probeer('leerling.tijdelijk');
  await probeer('leerling.gewoon', 'fout');
  await probeer('leerling.gewoon');
  const pogingen = regels().filter(({ middel }) => middel === 'wachtwoord');
  expect(pogingen.map(({ gebeurtenis }) => gebeurtenis)).toEqual([
    ...Array(20).fill('aanmelding.mislukt'),
    'aanmelding.geremd',
    'aanmelding.mislukt',
    'aanmelding.gelukt',
  ]);
  for (const poging of pogingen) {
    expect(poging).toMatchObject({
      clientId: 'smartschool',
      spoor: expect.stringMatching(/^[A-Z2-9]{8}$/),
      wie: expect.stringMatching(/^[\w-]{16}$/),
      level: poging.gebeurtenis === 'aanmelding.gelukt' ? 30 : 40,
    });
  }
  expect(new Set(pogingen.map(({ wie }) => wie)).size).toBe(2);
  expect(idp.logregels.join('')).not.toMatch(/leerling\.|tijdelijk/);
});

test('every try to choose a password with a code is an event, and the code stands nowhere', async () => {
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  const gebruikersnaam = 'leerling.historiek';
  const code = await geefCode(idp, gebruikersnaam);
  const wachtwoord = 'drie gekke eekhoorns';
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  const pagina = await bezoeker.volg((await vraagAan(rp, 'smartschool')).url);
  const onderweg = /href="(\/aanmelden\/[^"]+\/activeren)"/.exec(pagina.text)?.[1] ?? '';
  const probeer = (waarde: string, pad = '/activeren') =>
    bezoeker.stuur(new URL(pad, idp.issuer), { gebruikersnaam, code: waarde, wachtwoord, nogmaals: wachtwoord });
  for (let keer = 0; keer < 20; keer++) await probeer('CDFGH-CDFGH-CDFGH');
  await probeer(code);
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  await probeer(code, onderweg);
  const pogingen = regels().filter(({ middel }) => middel === 'activatiecode');
  expect(pogingen.map(({ gebeurtenis }) => gebeurtenis)).toEqual([
    ...Array(20).fill('activatie.mislukt'),
    'activatie.geremd',
    'activatie.gelukt',
  ]);
  for (const poging of pogingen) {
    expect(poging).toMatchObject({
      spoor: expect.stringMatching(/^[A-Z2-9]{8}$/),
      wie: expect.stringMatching(/^[\w-]{16}$/),
      level: poging.gebeurtenis === 'activatie.gelukt' ? 30 : 40,
    });
  }
  expect(pogingen.at(-1)).toMatchObject({ clientId: 'smartschool' });
  expect(new Set(pogingen.map(({ wie }) => wie)).size).toBe(1);
  const log = idp.logregels.join('');
  for (const geheim of [code, code.replaceAll('-', ''), 'CDFGH', wachtwoord, gebruikersnaam]) {
    expect(log).not.toContain(geheim);
  }
});

test('what is refused at the gate, to a client that can not prove itself, to a foreign form or a forged cookie is an event', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const bezoeker = new Bezoeker();
  const { url } = await vraagAan(rp, 'smartschool');
  await bezoeker.meldAan(url, 'leerling.uitgeschreven');
  await supertest(idp.issuer)
    .post('/token')
    .type('form')
    .set({ authorization: `Basic ${btoa('smartschool:fout')}` })
    .send({ grant_type: 'authorization_code', code: 'x' });
  await supertest(idp.issuer).post('/aanmelden/smartschool/x').set({ origin: 'https://kwaad.example' });
  await new Bezoeker().haal(url, { cookie: 'leerid=verzonnen; leerid.sig=verzonnen' });
  const { port } = new URL(idp.issuer);
  await new Promise((klaar) =>
    request({ port, headers: { host: 'kwaad.example' } }, (antwoord) => antwoord.resume().on('end', klaar)).end(),
  );
  const gebeurtenissen = regels().filter(({ gebeurtenis }) => gebeurtenis);
  expect(gebeurtenissen).toEqual([
    expect.objectContaining({ gebeurtenis: 'aanmelding.gelukt' }),
    expect.objectContaining({
      gebeurtenis: 'toegang.geweigerd',
      clientId: 'smartschool',
      reden: 'geen_inschrijving',
      spoor: expect.any(String),
    }),
    expect.objectContaining({ gebeurtenis: 'toepassing.niet_herkend', clientId: 'smartschool' }),
    expect.objectContaining({ gebeurtenis: 'formulier.vreemd', status: 403 }),
    expect.objectContaining({ gebeurtenis: 'koekje.vreemd', koekje: 'leerid' }),
    expect.objectContaining({ gebeurtenis: 'adres.vreemd', status: 421 }),
  ]);
});

test('what nobody foresaw is an error line with the trace number that the visitor reads, and no word of it on the page', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const authorization = `Bearer ${access_token}`;
  const antwoord = await zonderTabel(idp.db, 'privacylog', async () =>
    supertest(idp.issuer).get('/userinfo').set({ authorization }),
  );
  expect(antwoord.status).toBeGreaterThanOrEqual(500);
  expect(antwoord.text).not.toMatch(/privacylog|relation|select|at .*\.ts/);
  const fouten = regels().filter(({ level }) => level === 50);
  expect(fouten).toEqual([expect.objectContaining({ spoor: expect.any(String), err: expect.any(Object) })]);
});

test('a database that is gone is a clear 503 and an error line, and the next request is answered', async () => {
  const gelogd: unknown[] = [];
  const weg = openDatabase('postgres://leerid:geheim@127.0.0.1:1/leerid', () => {});
  const app = new Koa();
  app.use(foutafhandeling((_ctx, fout) => gelogd.push(fout)));
  app.use(async (ctx) => {
    if (ctx.path === '/goed') ctx.body = 'goed';
    else await sql`select 1`.execute(weg);
  });
  const server = app.listen(0);
  const antwoord = await supertest(server).get('/').set('Accept', 'text/html');
  expect([antwoord.status, antwoord.text.includes('even niet bereikbaar')]).toEqual([503, true]);
  expect(antwoord.text).not.toContain('geheim');
  expect(gelogd).toHaveLength(1);
  expect((await supertest(server).get('/goed')).text).toBe('goed');
  server.close();
  await weg.destroy();
});

test('requests for another host, and forms of another site, leave a line with their status', async () => {
  const { port } = new URL(idp.issuer);
  await new Promise((klaar) =>
    request({ port, headers: { host: 'kwaad.example' } }, (antwoord) => antwoord.resume().on('end', klaar)).end(),
  );
  await supertest(idp.issuer).post('/aanmelden/smartschool/x').set({ origin: 'https://kwaad.example' });
  expect(regels().map(({ status }) => status)).toEqual([421, 403]);
});

test.each([
  ['/activeren', '/activeren'],
  ['/aanmelden/smartschool/x', '/aanmelden/:clientId/:uid'],
  ['/aanmelden/smartschool/x/anders', '/aanmelden/:clientId/:uid/anders'],
  ['/aanmelden/smartschool/x/terug', '/aanmelden/:clientId/:uid/terug'],
  ['/aanmelden/smartschool/x/activeren', '/aanmelden/:clientId/:uid/activeren'],
  ['/logout/confirm', '/logout/confirm'],
])('a form of another site to %s stands under its route in the log and in the figures', async (pad, route) => {
  const { status } = await supertest(idp.issuer).post(pad).set({ origin: 'https://kwaad.example' });
  expect(status).toBe(403);
  expect(regels()).toEqual([expect.objectContaining({ gebeurtenis: 'formulier.vreemd', route, status: 403 })]);
  const { text } = await supertest(idp.issuer).get('/metrics');
  expect(text).toContain(`leerid_verzoek_seconden_count{route="${route}",status="403"}`);
});
