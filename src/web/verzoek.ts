import { randomInt } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { FOUTEN, toonFout } from './fouten.ts';

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A short number that a child can read aloud and an operator finds in the log. */
export function spoornummer(): Middleware {
  return async (ctx, next) => {
    ctx.state.spoor = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    await next();
  };
}

/** Endpoints derive from the request's host in the library: only our own host may be used (not for health checks). */
export function alleenEigenHost(issuer: string): Middleware {
  const { host } = new URL(issuer);
  return async (ctx, next) => {
    if (ctx.host === host) await next();
    else toonFout(ctx, FOUTEN.andere_host);
  };
}

/** A form of ours may be sent from our pages only; the SameSite cookie says so too, this holds without it. */
export function alleenEigenFormulieren(issuer: string): Middleware {
  return async (ctx, next) => {
    if (ctx.method === 'POST' && komtVanElders(ctx, issuer)) toonFout(ctx, { ...FOUTEN.ongeldig, status: 403 });
    else await next();
  };
}

function komtVanElders(ctx: Context, issuer: string): boolean {
  const herkomst = ctx.get('Origin');
  const plaats = ctx.get('Sec-Fetch-Site');
  return (herkomst !== '' && herkomst !== issuer) || (plaats !== '' && plaats !== 'same-origin');
}
