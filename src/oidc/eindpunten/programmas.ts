import type { Context, Middleware } from 'koa';
import compose from 'koa-compose';
import { adresVoorRouter } from '../bibliotheek/binnenwerk.ts';

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

/** The methods of an endpoint that programs call. Undefined at any other address. */
export function methodenVoorProgrammas(ctx: Context): string | undefined {
  return METHODEN[adresVoorRouter(ctx)];
}

/** A request passes what stands before the library for programs, or what stands there for people. */
export function scheidProgrammas(voor: Record<'programmas' | 'mensen', Middleware[]>): Middleware {
  const [programmas, mensen] = [compose(voor.programmas), compose(voor.mensen)];
  return (ctx, next) => (methodenVoorProgrammas(ctx) ? programmas : mensen)(ctx, next);
}

/**
 * An endpoint that programs call answers its errors in JSON (RFC 6749 § 5.2, RFC 6750 § 3.1), also when the
 * program says that it prefers pages. Older Java clients say so, and a page has not the status of the error.
 * The library and our own errors choose by `Accept`, so that header is made to say JSON.
 * docs/keuzes/openid.md#pages-for-people-json-for-programs
 */
export const jsonVoorProgrammas: Middleware = (ctx, next) => {
  ctx.headers.accept = 'application/json';
  return next();
};
