import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { leesFormulier, staVolgenToe, toonPagina } from '../../web/index.ts';
import { loketpagina } from './loketpagina.ts';
import { stijlpagina } from './stijlpagina.ts';
import { bevestigingspagina, leerlingpagina, voortgangspagina } from './voorbeeldpaginas.ts';

const zoekvraag = z.object({
  naam: z.string().max(100).default(''),
  klas: z.string().max(10).default(''),
  blad: z.coerce.number().int().min(1).catch(1),
});

const BRIEVEN = 4;

/**
 * Shows the components of all pages to whoever makes the next page. It belongs to the demo: production has no
 * `/stijl`.
 */
export function stijlroutes(): Router {
  const router = new Router({ prefix: '/stijl' });
  const formulier = leesFormulier();
  let gemaakt = 0;

  router.get('/', (ctx) => toonPagina(ctx, stijlpagina()));
  router.post('/', (ctx) => naar(ctx, '/stijl'));

  router.get('/loket', (ctx) => toonPagina(ctx, loketpagina(zoekvraag.parse({}))));
  router.post('/loket', formulier, (ctx) => toonPagina(ctx, loketpagina(zoekvraag.parse(ctx.request.body))));

  router.get('/leerling', (ctx) => toonPagina(ctx, leerlingpagina()));

  router.get('/bevestiging', (ctx) => toonPagina(ctx, bevestigingspagina({ fout: false })));
  router.post('/bevestiging', formulier, (ctx) => {
    const { bevestig } = z.object({ bevestig: z.string().optional() }).parse(ctx.request.body);
    if (bevestig === '2B') return naar(ctx, '/stijl/voortgang');
    // Coming from the desk, the visitor was not asked yet.
    toonPagina(ctx, bevestigingspagina({ fout: bevestig !== undefined }));
  });

  // Each reading makes one more letter. After the last letter it begins again.
  router.get('/voortgang', (ctx) => {
    gemaakt = gemaakt === BRIEVEN ? 1 : gemaakt + 1;
    staVolgenToe(ctx);
    toonPagina(ctx, voortgangspagina(gemaakt, BRIEVEN));
  });
  return router;
}

function naar(ctx: Context, adres: string): void {
  ctx.status = 303;
  ctx.redirect(adres);
}
