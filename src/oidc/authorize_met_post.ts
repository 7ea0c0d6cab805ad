import Router from '@koa/router';
import { leesFormulier } from '../web/index.ts';

/**
 * OIDC Core § 3.1.2.1 asks for POST at the authorization endpoint as well; the library takes it only with cookies that travel
 * with every cross-site request. So we turn it into the GET that it means, on which a Lax cookie does travel.
 */
export function authorizeMetPost(): Router {
  const router = new Router();
  router.post('/authorize', leesFormulier(), (ctx) => {
    const velden = Object.entries((ctx.request.body ?? {}) as Record<string, unknown>);
    const paren = velden.flatMap(([naam, waarde]) => [waarde].flat().map((een) => [naam, String(een)]));
    ctx.status = 303;
    ctx.redirect(`/authorize?${new URLSearchParams(paren)}`);
  });
  return router;
}
