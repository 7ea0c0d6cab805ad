import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { toonFout } from './fouten.ts';
import { FOUTEN, NAAR_BEGIN } from './foutmelding.ts';

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A short number that a child can read aloud and an operator finds in the log. */
export function spoornummer(): Middleware {
  return async (ctx, next) => {
    ctx.state.spoor = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    await next();
  };
}

/**
 * The library derives its endpoints, and whether cookies are secure, from the request. So a request counts only when it was
 * sent to our own name, as a path and not as a whole address; and what it says of a proxy before us is replaced by what we
 * know ourselves: the scheme of the issuer. Not for health checks, which come before.
 */
export function alleenEigenAdres(issuer: string): Middleware {
  const { host, protocol } = new URL(issuer);
  return async (ctx, next) => {
    const { headers, url = '' } = ctx.req;
    if (headers.host !== host || !url.startsWith('/')) {
      ctx.state.gebeurtenis = 'adres.vreemd';
      return toonFout(ctx, FOUTEN.andere_host, { uitweg: { ...NAAR_BEGIN, adres: issuer } });
    }
    for (const naam of Object.keys(headers)) {
      if (naam === 'forwarded' || naam.startsWith('x-forwarded-')) delete headers[naam];
    }
    headers['x-forwarded-proto'] = protocol.slice(0, -1);
    await next();
  };
}

/** A form of ours may be sent from our pages only; the SameSite cookie says so too, this holds without it. */
export function alleenEigenFormulieren(issuer: string): Middleware {
  return async (ctx, next) => {
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

/** Aborted once the connection of this request is closed: what was still to be done for it is for nobody. */
export function alsWeg(ctx: Context): AbortSignal {
  const weg = new AbortController();
  // An answer that went out whole closes as well, and making the error of an abort costs more than all else here.
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) weg.abort();
  });
  return weg.signal;
}

/** The status for the log and the figures: who hung up got none of ours, and is no fault of the server (499, as proxies say). */
export function statusVoorLog({ res, status }: { res: ServerResponse; status: number }): number {
  return res.destroyed && !res.writableFinished ? 499 : status;
}

/** A body that can't be read is its sender's fault, also where the parser does not say so: a compression unknown or broken. */
export function leesFormulier(): Middleware {
  return bodyParser({
    enableTypes: ['form'],
    formLimit: '8kb',
    onError(fout: Error & { status?: number }) {
      throw Object.assign(fout, { status: fout.status ?? 400, expose: true });
    },
  });
}
