import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Context, Middleware } from 'koa';
import { toonFout } from './fouten.ts';
import { FOUTEN, NAAR_BEGIN } from './foutmelding.ts';

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTE = 8;

/** A short number that a child can read aloud and an operator finds in the log. */
export function spoornummer(): Middleware {
  return (ctx, next) => {
    ctx.state.spoor = nieuwSpoor();
    return next();
  };
}

/** Eight letters from one draw: each is a digit of the number. */
function nieuwSpoor(): string {
  let rest = randomInt(LETTERS.length ** LENGTE);
  let spoor = '';
  while (spoor.length < LENGTE) {
    spoor += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return spoor;
}

/**
 * Refuses a request that was sent to another name than ours, or with a whole address in its first line. The
 * library derives its endpoints from the request, and whether cookies are secure. So the scheme that a proxy
 * tells is replaced by the scheme of the issuer. Health checks come before this check.
 */
export function alleenEigenAdres(issuer: string): Middleware {
  const { host, protocol } = new URL(issuer);
  const schema = protocol.slice(0, -1);
  return (ctx, next) => {
    const { headers, url = '' } = ctx.req;
    if (headers.host !== host || !url.startsWith('/')) {
      ctx.state.gebeurtenis = 'adres.vreemd';
      return toonFout(ctx, FOUTEN.andere_host, { uitweg: { ...NAAR_BEGIN, adres: issuer } });
    }
    for (const naam in headers) {
      if (naam === 'forwarded' || naam.startsWith('x-forwarded-')) delete headers[naam];
    }
    headers['x-forwarded-proto'] = schema;
    return next();
  };
}

/**
 * Refuses a form that another site sends. The SameSite cookie does so too, but this check does not need it.
 * It stands at each route that takes a form, and not in `router.use`: the log would then name no route.
 */
export function alleenEigenFormulieren(issuer: string): Middleware {
  return (ctx, next) => {
    if (ctx.method !== 'POST' || !komtVanElders(ctx, issuer)) return next();
    ctx.state.gebeurtenis = 'formulier.vreemd';
    toonFout(ctx, { ...FOUTEN.ongeldig, status: 403 });
  };
}

function komtVanElders(ctx: Context, issuer: string): boolean {
  const herkomst = ctx.get('Origin');
  const plaats = ctx.get('Sec-Fetch-Site');
  return (herkomst !== '' && herkomst !== issuer) || (plaats !== '' && plaats !== 'same-origin');
}

/**
 * Aborts when the visitor closes the connection before the answer is whole: nobody waits for the rest of the
 * work.
 */
export function alsWeg(ctx: Context): AbortSignal {
  const weg = new AbortController();
  // A complete answer closes too. Then nothing is aborted, because making the error costs more than
  // everything else here.
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) weg.abort();
  });
  return weg.signal;
}

/**
 * The status for the log and the figures. A visitor who closed the connection got no status, and the server
 * is not at fault. It is then 499, as proxies say.
 */
export function statusVoorLog({ res, status }: { res: ServerResponse; status: number }): number {
  return res.destroyed && !res.writableFinished ? 499 : status;
}
