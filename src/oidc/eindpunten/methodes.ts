import type { Middleware } from 'koa';
import { methodenVoorProgrammas } from './programmas.ts';

/**
 * The library does not answer another method. A program then gets the list of methods (RFC 9110 § 15.5.6),
 * and not a page.
 */
export const noemMethodes: Middleware = async (ctx, next) => {
  await next();
  const methoden = methodenVoorProgrammas(ctx);
  if (ctx.status !== 404 || ctx.body || !methoden) return;
  ctx.status = 405;
  ctx.set('Allow', methoden);
  ctx.body = { error: 'invalid_request', error_description: `allowed methods: ${methoden}`, spoor: ctx.state.spoor };
};
