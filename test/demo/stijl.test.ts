import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import supertest from 'supertest';
import { stijlpagina, VOORBEELDGROEPEN } from '../../src/demo/stijl/stijlpagina.ts';
import { stijlroutes } from '../../src/demo/stijl/stijlroutes.ts';
import { broncode } from '../../src/demo/stijl/voorbeeld.ts';
import { html, toonPagina } from '../../src/web/index.ts';
import * as onderdelen from '../../src/web/onderdelen/index.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/** The page of components, which belongs to the demo. */

const demo = () => supertest(new Koa().use(stijlroutes().routes()).callback());

describe('/stijl', () => {
  test('shows each component, and its code', async () => {
    const { status, text } = await demo().get('/stijl');
    expect(status).toBe(200);
    const codes = VOORBEELDGROEPEN.flatMap(({ voorbeelden }) => voorbeelden.map(({ maak }) => broncode(maak)));
    // These make a whole page or a part of a form. They have a page of their own.
    const elders = ['inKader', 'bevestigingsvraag', 'verborgenVelden'];
    for (const naam of Object.keys(onderdelen).filter((een) => !elders.includes(een))) {
      expect([naam, codes.some((code) => code.includes(`${naam}(`) || code.includes(`${naam})(`))]).toEqual([
        naam,
        true,
      ]);
    }
    for (const code of codes) expect(text).toContain(`<pre><code>${html`${code}`}</code></pre>`);
  });

  test('has no id twice', () => {
    const ids = [...String(stijlpagina().inhoud).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, plek) => ids.indexOf(id) !== plek)).toEqual([]);
  });

  test('has a desk that searches, goes through its sheets, and finds nobody without a fault', async () => {
    const zoek = (vraag: object) => demo().post('/stijl/loket').type('form').send(vraag);
    expect((await demo().get('/stijl/loket')).text).toContain('912 van 912 leerlingen');
    const klas = (await zoek({ naam: 'öztürk', klas: '1A', blad: '2' })).text;
    expect(klas).toMatch(/\d+ van 912 leerlingen/);
    expect(klas).not.toContain('912 van 912');
    expect((await zoek({ blad: '37' })).text).toContain('Blad 37 van 37');
    expect((await zoek({ blad: 'x' })).text).toContain('Blad 1 van 37');
    expect((await zoek({ naam: '"><i>' })).text).toContain('Niemand gevonden');
    expect((await zoek({ naam: '"><i>' })).text).not.toContain('"><i>');
  });

  test('asks before many get another code, and again where the word is wrong', async () => {
    const bevestig = (inhoud: object) => demo().post('/stijl/bevestiging').type('form').send(inhoud);
    const { text } = await bevestig({ bevestig: '2b' });
    expect(text).toContain('<title>Fout: ');
    expect(text).toContain('aria-describedby="bevestig-fout"');
    expect((await bevestig({ gekozen: 'x' })).text).not.toContain('Fout: ');
    expect((await bevestig({ bevestig: '2B' })).headers.location).toBe('/stijl/voortgang');
  });
});

describe('in production', () => {
  let idp: Idp;
  beforeAll(async () => {
    idp = await startIdp();
  });
  afterAll(() => idp.stop());

  test.each(['/stijl', '/stijl/', '/stijl/loket', '/stijl/voortgang'])('there is no %s', async (pad) => {
    const { status, text } = await supertest(idp.server).get(pad).set('Host', new URL(idp.issuer).host);
    expect(status).toBe(404);
    expect(text).toContain('Deze pagina bestaat niet');
  });

  test('nothing outside of the demo reads the files of the page of components', async () => {
    const bronnen = (await readdir('src', { recursive: true })).filter(
      (naam) => naam.endsWith('.ts') && !naam.startsWith('demo'),
    );
    const lezers = await Promise.all(
      bronnen.map(async (naam) => ((await readFile(`src/${naam}`, 'utf8')).includes('demo/stijl') ? [naam] : [])),
    );
    expect(bronnen.length).toBeGreaterThan(100);
    expect(lezers.flat()).toEqual([]);
  });
});

test('only a page that follows long work may ask something by script, and only of us', async () => {
  const app = new Koa().use(stijlroutes().routes());
  const { headers } = await supertest(app.callback()).get('/stijl/voortgang');
  expect(headers['content-security-policy']).toContain("connect-src 'self'");
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  const ander = new Koa().use((ctx) => toonPagina(ctx, { titel: 'x', inhoud: html`<h1>x</h1>` }));
  expect((await supertest(ander.callback()).get('/')).headers['content-security-policy']).toBeUndefined();
});
