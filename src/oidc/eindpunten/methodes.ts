import type { Middleware } from 'koa';

/** What programs call, with the methods that the library answers there. */
const METHODEN: Readonly<Record<string, string>> = {
  '/token': 'POST',
  '/par': 'POST',
  '/revoke': 'POST',
  '/userinfo': 'GET, HEAD, POST',
  '/jwks': 'GET, HEAD',
  '/.well-known/openid-configuration': 'GET, HEAD',
  '/.well-known/oauth-authorization-server': 'GET, HEAD',
};

/** The library has no answer to another method; a program then reads which there are, and not a page (RFC 9110 § 15.5.6). */
export const noemMethodes: Middleware = async (ctx, next) => {
  await next();
  const methoden = METHODEN[ctx.path];
  if (ctx.status !== 404 || ctx.body || !methoden) return;
  ctx.status = 405;
  ctx.set('Allow', methoden);
  ctx.body = { error: 'invalid_request', error_description: `allowed methods: ${methoden}`, spoor: ctx.state.spoor };
};
