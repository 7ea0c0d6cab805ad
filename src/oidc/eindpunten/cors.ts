import type { Middleware } from 'koa';

const OPENBAAR = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks'];

/** Only what is public anyway may be read by a page of another site; the library lets an error at the others through too. */
export const enkelOpenbareCors: Middleware = async (ctx, next) => {
  await next();
  if (OPENBAAR.includes(ctx.path)) return;
  ctx.remove('Access-Control-Allow-Origin');
  ctx.remove('Access-Control-Expose-Headers');
};
