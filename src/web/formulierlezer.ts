import { parse } from 'node:querystring';
import type { Context, Middleware } from 'koa';

declare module 'koa' {
  interface Request {
    /** What `leesFormulier` read. The sender chose the names and the values: check them against a schema. */
    body?: unknown;
  }
}

/** A form of ours is a few hundred bytes, and a request of an application a few thousand. */
const MEESTE_BYTES = 8 * 1024;

/**
 * Reads the form in the body of a request into `ctx.request.body`: a text for each name, or a list of texts
 * where the name came more than once. Another kind of body counts as an empty form.
 * @throws Error with status 413 for a body that is too large, 415 for one that is compressed, and 400 for one
 *   that does not arrive whole
 */
export function leesFormulier(): Middleware {
  return async (ctx, next) => {
    ctx.request.body = ctx.is('application/x-www-form-urlencoded') ? parse(await leesTekst(ctx), '&', '=', ALLES) : {};
    await next();
  };
}

/** Not only the first thousand fields, which is what Node does when not told. */
const ALLES = { maxKeys: 0 };

async function leesTekst({ req, request }: Context): Promise<string> {
  if (!['', 'identity'].includes(request.get('Content-Encoding'))) throw fout(415, 'compressed');
  if (request.length > MEESTE_BYTES) throw fout(413, 'too large');
  const stukken: Buffer[] = [];
  let lengte = 0;
  try {
    // The connection stays open, because the refusal is answered on it.
    for await (const stuk of req.iterator({ destroyOnReturn: false })) {
      lengte += stuk.length;
      if (lengte > MEESTE_BYTES) break;
      stukken.push(stuk);
    }
  } catch (cause) {
    throw fout(400, 'broken off', cause);
  }
  if (lengte > MEESTE_BYTES) throw fout(413, 'too large');
  return Buffer.concat(stukken).toString();
}

function fout(status: number, wat: string, cause?: unknown): Error {
  return Object.assign(new Error(`the form is ${wat}`, { cause }), { status, expose: true });
}
