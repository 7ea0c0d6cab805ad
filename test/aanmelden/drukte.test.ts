import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Koa from 'koa';
import { aanmeldroutes, hashWachtwoord, maakRemmen, maakWachtrij } from '../../src/aanmelden/index.ts';
import { wachtwoordKlopt } from '../../src/aanmelden/wachtwoord.ts';
import { systeemklok } from '../../src/klok.ts';
import { leesHerkomst, spoornummer } from '../../src/web/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { maakAccounts } from '../opzet/register/leerlingen.ts';

/** The sign-in page alone, with real hashes and a real database; OpenID Connect around it would only blur the figures. */

const GEDULD = 1_000;
const PLAATSEN = 2;
const WACHTWOORD = 'appel-fiets-regen-42';

let database: Testdatabase;
let server: Server;
let adres: string;
let hash: string;
const uitkomsten: string[] = [];
beforeAll(async () => {
  database = await maakTestdatabase();
  hash = await hashWachtwoord(WACHTWOORD);
  server = createServer().listen(0);
  await once(server, 'listening');
  adres = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on('request', aanmeldpagina().callback());
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.weg();
});

function aanmeldpagina(): Koa {
  const routes = aanmeldroutes({
    db: database.db,
    klok: systeemklok,
    issuer: adres,
    remmen: maakRemmen(database.db, 'sleutel'),
    wachtrij: maakWachtrij({ plaatsen: PLAATSEN, geduld: GEDULD }),
    toestelsleutel: 'sleutel',
    telAanmelding: (uitkomst) => uitkomsten.push(uitkomst),
    interacties: {
      lees: async () => ({ soort: 'aanmelden', toepassing: 'Proef', adressen: [], gegevens: [] }),
      aangemeld: async (ctx) => {
        ctx.status = 204;
      },
      andereLeerling: async () => {},
      geweigerd: async () => {},
    },
  });
  const app = new Koa({ keys: ['sleutel'] });
  app.use(async (ctx, next) => {
    const begin = performance.now();
    await next();
    ctx.set('X-Duur', String(performance.now() - begin));
  });
  app.use(spoornummer());
  app.use(leesHerkomst([]));
  app.use(routes.routes());
  return app;
}

/** How many hashes the places can do within the patience of the queue, measured here and now. */
async function draagkracht(): Promise<number> {
  const begin = performance.now();
  for (let i = 0; i < 10; i++) {
    await Promise.all(Array.from({ length: PLAATSEN }, () => wachtwoordKlopt(hash, WACHTWOORD)));
  }
  return Math.ceil((GEDULD * PLAATSEN * 10) / (performance.now() - begin));
}

async function stuur(gebruikersnaam: string) {
  const antwoord = await fetch(`${adres}/aanmelden/proef/x`, {
    method: 'POST',
    body: new URLSearchParams({ gebruikersnaam, wachtwoord: WACHTWOORD }),
    signal: AbortSignal.timeout(20_000),
  });
  const wacht = Number(antwoord.headers.get('retry-after'));
  const duur = Number(antwoord.headers.get('x-duur'));
  return { gebruikersnaam, status: antwoord.status, wacht, duur, html: await antwoord.text() };
}

test('ten times what the cores bear: everyone gets an answer, within a bounded time', async () => {
  const kunnen = await draagkracht();
  const kinderen = await maakAccounts(database.db, 10 * kunnen, hash);
  const antwoorden = await Promise.all(kinderen.map(({ gebruikersnaam }) => stuur(gebruikersnaam)));

  const binnen = antwoorden.filter(({ status }) => status === 204);
  const terug = antwoorden.filter(({ status }) => status === 503);
  expect(binnen.length + terug.length).toBe(kinderen.length);
  expect(binnen.length).toBeGreaterThan(kunnen / 4);
  expect(terug.length).toBeGreaterThan(kunnen);

  // From the moment the server has the request: a wait within its patience, and then the check itself.
  const duren = binnen.map(({ duur }) => duur).sort((a, b) => a - b);
  expect(duren[Math.floor(0.95 * duren.length)]).toBeLessThan(GEDULD + 1_000);
  // Most of those without a chance hear so before anything was done for them.
  const wachten = terug.map(({ duur }) => duur).sort((a, b) => a - b);
  expect(wachten[Math.floor(0.5 * wachten.length)]).toBeLessThan(100);

  for (const { gebruikersnaam, wacht, html } of terug) {
    expect(wacht).toBeGreaterThanOrEqual(1);
    expect(wacht).toBeLessThan(10);
    expect(html).toContain('role="alert" id="melding">Het is nu heel druk. Wacht even en probeer dan opnieuw.</p>');
    expect(html).toMatch(new RegExp(`name="gebruikersnaam"[^>]* value="${gebruikersnaam}"`));
    expect(html).not.toContain('aria-invalid="true"');
    expect(html).not.toContain(WACHTWOORD);
  }
  // Who was turned away lost no try; the others got theirs back.
  const rijen = await database.db.selectFrom('aanmeldpogingen').select('points').execute();
  expect(rijen).toEqual(binnen.map(() => ({ points: 0 })));
  const telling = Object.groupBy(uitkomsten, (uitkomst) => uitkomst);
  expect(telling.gelukt).toHaveLength(binnen.length);
  expect(telling.te_druk).toHaveLength(terug.length);

  expect((await stuur(terug[0]?.gebruikersnaam ?? '')).status).toBe(204);
});
