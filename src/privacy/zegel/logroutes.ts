import Router from '@koa/router';
import type { Context } from 'koa';
import type { Kern } from '../../kamer.ts';
import { leesTegelpad } from '../boom/tegel.ts';
import { leesLogsleutels } from './logsleutels.ts';
import { vraagCheckpoint, vraagTegel } from './openbaar_log.ts';
import { sleutellijst } from './sleutellijst.ts';

/** What never changes may be kept for ever; the rest for some seconds. */
const BLIJFT = 'public, max-age=31536000, immutable';
const EVEN = 'public, max-age=5';

/**
 * The log as anybody may read it (C2SP tlog-tiles): checkpoints, hashes and public keys. There are no entries: a row is
 * about a pupil. Its hash tells nothing, because of its salt.
 */
export function logroutes({ db }: Pick<Kern, 'db'>): Router {
  return new Router({ prefix: '/privacylog' })
    .get('/checkpoint', async (ctx) => {
      const checkpoint = await vraagCheckpoint(db);
      if (checkpoint) geefTekst(ctx, checkpoint.notitie);
      else geefNiets(ctx);
    })
    .get('/sleutels', async (ctx) => geefTekst(ctx, sleutellijst(await leesLogsleutels(db))))
    .get('/tile/*pad', async (ctx) => {
      const naam = leesTegelpad(ctx.path.slice('/privacylog/tile/'.length));
      const tegel = naam && (await vraagTegel(db, naam));
      if (!tegel) return geefNiets(ctx);
      ctx.type = 'application/octet-stream';
      ctx.set('cache-control', BLIJFT);
      ctx.body = tegel;
    });
}

function geefTekst(ctx: Context, tekst: string): void {
  ctx.type = 'text/plain; charset=utf-8';
  ctx.set('cache-control', EVEN);
  ctx.body = tekst;
}

/** Programs ask for these, so the answer has no page. */
function geefNiets(ctx: Context): void {
  ctx.status = 404;
  geefTekst(ctx, 'niet gevonden\n');
}
