import Router from '@koa/router';
import type { Middleware } from 'koa';
import { sql } from 'kysely';
import { prometheusContentType } from 'prom-client';
import type { Database } from './store/index.ts';

/** For the operator's own network. The proxy passes none of these on. */
export function beheerroutes(db: Database, leesMetingen: () => Promise<string>): Router {
  const router = new Router({ strict: true, sensitive: true });
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    try {
      await sql`select 1 from oidc_sleutels`.execute(db);
      ctx.body = { status: 'ok' };
    } catch {
      ctx.status = 503;
      ctx.body = { status: 'database onbereikbaar' };
    }
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = prometheusContentType;
    ctx.body = await leesMetingen();
  });
  return router;
}

/** Only these few paths enter their router: each router that a request passes reads its host and its path anew. */
export function enkelBeheerpaden(router: Router): Middleware {
  const paden = new Set(router.stack.map(({ path }) => path));
  const routes = router.routes() as Middleware;
  return (ctx, next) => (paden.has(ctx.path) ? routes(ctx, next) : next());
}
