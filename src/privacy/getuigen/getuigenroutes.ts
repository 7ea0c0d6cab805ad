import type { IncomingMessage } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Getuige } from './getuige.ts';
import { MEESTE_BYTES } from './getuigenverzoek.ts';

/**
 * What a witness answers over HTTP: `POST /add-checkpoint` of C2SP tlog-witness. That specification leaves open how an
 * auditor asks what a witness holds. Here it is `GET /log/<origin>/checkpoint`, and `GET /` says who this is.
 */
export function getuigenapp(getuige: Getuige, meld: (fout: unknown) => void): Koa {
  const routes = new Router()
    .get('/', (ctx) => {
      ctx.body = [getuige.vkey.tekst, ...getuige.origins.map((origin) => `log ${origin}`), ''].join('\n');
    })
    .get('/log/*origin/checkpoint', async (ctx) => {
      const origin = String(ctx.params.origin);
      const checkpoint = getuige.origins.includes(origin) ? await getuige.laatste(origin) : undefined;
      if (checkpoint === undefined) return;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = checkpoint;
    })
    .post('/add-checkpoint', async (ctx) => {
      const inhoud = await leesInhoud(ctx.req);
      const antwoord = inhoud ? await getuige.neemCheckpoint(inhoud) : { status: 400 as const };
      ctx.status = antwoord.status;
      if (antwoord.status === 200) ctx.body = antwoord.medeondertekening;
      else if (antwoord.status === 409) {
        ctx.body = `${antwoord.omvang}\n`;
        ctx.set('Content-Type', 'text/x.tlog.size');
      } else ctx.body = '';
      if (!inhoud) ctx.set('Connection', 'close');
    });
  const app = new Koa();
  app.silent = true;
  app.on('error', meld);
  app.use(routes.routes());
  return app;
}

/** @returns undefined for a body that is longer than any that the specification allows */
async function leesInhoud(verzoek: IncomingMessage): Promise<Buffer | undefined> {
  const brokken: Buffer[] = [];
  let lengte = 0;
  for await (const brok of verzoek) {
    lengte += brok.length;
    if (lengte > MEESTE_BYTES) return undefined;
    brokken.push(brok);
  }
  return Buffer.concat(brokken);
}
