import type { Middleware } from 'koa';

const OPENBAAR = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks'];

/**
 * A page of another site may read only what is public. At the other endpoints, the library would let it read
 * errors.
 */
export const enkelOpenbareCors: Middleware = async (ctx, next) => {
  await next();
  if (OPENBAAR.includes(ctx.path)) return;
  ctx.remove('Access-Control-Allow-Origin');
  ctx.remove('Access-Control-Expose-Headers');
};
