import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import supertest from 'supertest';
import { aanmeldroutes, hashWachtwoord, maakRemmen, maakWachtrij } from '../../src/aanmelden/index.ts';
import { systeemklok } from '../../src/klok.ts';
import { leesHerkomst, spoornummer } from '../../src/web/index.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';

export const WACHTWOORD = 'appel-fiets-regen-42';

/**
 * Only the sign-in page, with real hashes and a real database. OpenID Connect around it would blur what is
 * counted.
 * @param maten how many passwords are checked at once, and how many milliseconds a visitor waits for his turn
 * at most
 */
export async function startAanmeldpagina(maten: { plaatsen: number; geduld: number }) {
  const database = await maakTestdatabase();
  const hash = await hashWachtwoord(WACHTWOORD);
  const server = createServer().listen(0);
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const uitkomsten: string[] = [];
  const routes = aanmeldroutes({
    db: database.db,
    klok: systeemklok,
    issuer,
    remmen: maakRemmen(database.db, 'sleutel'),
    wachtrij: maakWachtrij(maten),
    toestelsleutel: 'sleutel',
    telAanmelding: (uitkomst) => uitkomsten.push(uitkomst),
    interacties: {
      lees: async () => ({
        soort: 'aanmelden',
        toepassing: 'Proef',
        adressen: [],
        gegevens: [],
        protocolpagina: '/protocollen/proef',
      }),
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
  server.on('request', app.callback());
  return {
    db: database.db,
    hash,
    /** How each try ended, in order. */
    uitkomsten,
    async stuur(gebruikersnaam: string) {
      const formulier = { gebruikersnaam, wachtwoord: WACHTWOORD };
      const antwoord = await supertest(issuer).post('/aanmelden/proef/x').type('form').send(formulier);
      const [wacht, duur] = ['retry-after', 'x-duur'].map((kop) => Number(antwoord.get(kop)));
      return { gebruikersnaam, status: antwoord.status, wacht, duur, html: antwoord.text };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await database.weg();
    },
  };
}
