import type { Middleware } from 'koa';
import { niemandHoortHet } from '../bibliotheek/binnenwerk.ts';
import { geheugenVan } from '../bibliotheek/verzoekgeheugen.ts';

/**
 * No answer leaves for a code that was set aside and never redeemed, because the code could be used again. A
 * request may be refused in between: the gate is shut, or a proof comes twice. Such a request leaves its code
 * unused, and its answer gives nothing. An answer that nobody hears gives nothing either.
 * docs/keuzes/openid.md#nothing-leaves-for-a-code-that-was-not-redeemed
 */
export const eisIngewisseldeCode: Middleware = async (ctx, next) => {
  await next();
  if (ctx.status < 400 && geheugenVan(ctx).wachtOpInwisseling && !niemandHoortHet(ctx)) {
    throw new Error('the answer gives a token for a code that was not redeemed');
  }
};
