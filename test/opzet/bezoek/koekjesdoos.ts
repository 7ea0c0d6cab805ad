import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import Koa, { type Context } from 'koa';
// @ts-expect-error The library has no types for the place where it keeps the request of the moment.
import als from 'oidc-provider/lib/helpers/als.js';

/** The cookies of one browser, for code that reads and writes them in a request of the library. No server is needed. */
export class Koekjesdoos {
  readonly #koekjes: Map<string, string>;

  constructor(koekjes: Iterable<[string, string]> = []) {
    this.#koekjes = new Map(koekjes);
  }

  /** Another browser with the same cookies. */
  kopie(): Koekjesdoos {
    return new Koekjesdoos(this.#koekjes);
  }

  /** Does something in a request that comes with these cookies, and keeps those that it set. */
  async bijVerzoek<T>(doe: (ctx: Context) => T | Promise<T>): Promise<T> {
    const req = new IncomingMessage(new Socket());
    req.headers.cookie = [...this.#koekjes].map(([naam, waarde]) => `${naam}=${waarde}`).join('; ');
    const ctx = new Koa().createContext(req, new ServerResponse(req)) as Context;
    Object.assign(ctx, { oidc: {} });
    const uit = await als.run(ctx as never, () => doe(ctx));
    for (const regel of [ctx.response.get('Set-Cookie') || []].flat()) {
      const [, naam = '', waarde = ''] = /^([^=]+)=([^;]*)/.exec(regel) ?? [];
      if (/; expires=Thu, 01 Jan 1970/i.test(regel)) this.#koekjes.delete(naam);
      else this.#koekjes.set(naam, waarde);
    }
    return uit;
  }
}
