import type { Middleware } from 'koa';
import { niemandHoortHet } from '../bibliotheek/binnenwerk.ts';
import { geheugenVan } from '../bibliotheek/verzoekgeheugen.ts';

/**
 * No answer leaves while something that it rests on waits to be written: a code that was set aside and never
 * redeemed could be used again, and a code that was never kept is worth nothing. A request may be refused in
 * between: the gate is shut, or a proof comes twice. Such a request leaves its code unused, and its answer
 * gives nothing. An answer that nobody hears gives nothing either.
 * docs/keuzes/openid.md#nothing-leaves-for-what-was-not-written
 */
export const eisGeschreven: Middleware = async (ctx, next) => {
  await next();
  const { ongeschreven } = geheugenVan(ctx);
  if (ctx.status < 400 && ongeschreven && !niemandHoortHet(ctx)) {
    throw new Error(`the answer rests on what was not written: ${ongeschreven}`);
  }
};
