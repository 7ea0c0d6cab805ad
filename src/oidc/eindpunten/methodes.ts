import type { Middleware } from 'koa';

/** The endpoints that programs call. Each has the methods that the library answers there. */
const METHODEN: Readonly<Record<string, string>> = {
  '/token': 'POST',
  '/par': 'POST',
  '/revoke': 'POST',
  '/userinfo': 'GET, HEAD, POST',
  '/jwks': 'GET, HEAD',
  '/.well-known/openid-configuration': 'GET, HEAD',
  '/.well-known/oauth-authorization-server': 'GET, HEAD',
};

/**
 * The library does not answer another method. A program then gets the list of methods (RFC 9110 § 15.5.6),
 * and not a page.
 */
export const noemMethodes: Middleware = async (ctx, next) => {
  await next();
  const methoden = METHODEN[ctx.path];
  if (ctx.status !== 404 || ctx.body || !methoden) return;
  ctx.status = 405;
  ctx.set('Allow', methoden);
  ctx.body = { error: 'invalid_request', error_description: `allowed methods: ${methoden}`, spoor: ctx.state.spoor };
};
