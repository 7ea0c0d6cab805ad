import Router from '@koa/router';
import { leesFormulier } from '../web/index.ts';

/**
 * POST has to work too at the authorization endpoint (OIDC Core § 3.1.2.1) and at the logout endpoint (RP-Initiated Logout
 * § 2); the library takes it only with cookies that travel with every cross-site request. So we turn it into the GET that it
 * means, on which a Lax cookie does travel.
 */
export function postAlsGet(): Router {
  const router = new Router();
  router.post(['/authorize', '/logout'], leesFormulier(), (ctx) => {
    const velden = Object.entries((ctx.request.body ?? {}) as Record<string, unknown>);
    const paren = velden.flatMap(([naam, waarde]) => [waarde].flat().map((een) => [naam, String(een)]));
    ctx.status = 303;
    ctx.redirect(`${ctx.path}?${new URLSearchParams(paren)}`);
  });
  return router;
}
