import Router from '@koa/router';
import type { Context, Next } from 'koa';
import { Bezoekersfout, FOUTEN } from '../web/index.ts';
import type { ZoekDocument } from './antwoord/registerstand.ts';
import { KORT, stuurDocument } from './antwoord/stuur_document.ts';
import { PADEN } from './publicatie/registerpaden.ts';

const METHODES = ['GET', 'HEAD'];

const BEGINNEN = [PADEN.protocollen, PADEN.toepassingen];

const ROBOTS = `User-agent: *
Allow: ${PADEN.protocollen}
Allow: ${PADEN.toepassingen}
Allow: /assets/
Disallow: /
`;

/** The public register: everything under `/protocollen` and `/toepassingen`, and what robots may read. */
export function openbaarroutes(zoek: ZoekDocument): Router {
  const router = new Router({ sensitive: true, strict: true });
  for (const begin of BEGINNEN) router.get(`${begin}{*rest}`, (ctx) => toonDocument(ctx, zoek));
  return router.get('/robots.txt', (ctx) => {
    ctx.type = 'text/plain';
    ctx.set('Cache-Control', KORT);
    ctx.body = ROBOTS;
  });
}

function toonDocument(ctx: Context, zoek: ZoekDocument): void {
  const [document, gewoon] = [zoek(ctx.path), gewoonPad(ctx.path)];
  if (document) stuurDocument(ctx, document);
  else if (zoek(gewoon)) stuurDoor(ctx, gewoon);
  else throw new Bezoekersfout(FOUTEN.niet_gevonden);
}

/** The one address of a page that somebody wrote with capitals behind its first part, or with a slash behind it. */
function gewoonPad(pad: string): string {
  return pad.toLowerCase().replace(/\/+$/, '');
}

function stuurDoor(ctx: Context, pad: string): void {
  ctx.status = 301;
  ctx.set('Cache-Control', KORT);
  ctx.set('Location', pad);
}

/** Gets what no route took. Pages can only be read. */
export function enkelLezen(ctx: Context, next: Next): Promise<unknown> {
  if (METHODES.includes(ctx.method) || !BEGINNEN.some((begin) => ctx.path.startsWith(begin))) return next();
  ctx.set('Allow', METHODES.join(', '));
  throw new Bezoekersfout({ ...FOUTEN.ongeldig, status: 405 });
}
