import type Koa from 'koa';
import type { Logger } from 'pino';
import { statusVoorLog } from './web/index.ts';

/**
 * What happens, as lines of the log. An operator's alarms hang on the names of the events, so these are stable; docs/beheer.md
 * lists them. Each room has its own beside what it does. No line holds query, body, cookies or personal data.
 */

/** One line a request; what a middleware saw through of it (`web/verzoek.ts`) stands there by name. */
export function logVerzoeken(log: Logger): Koa.Middleware {
  return async (ctx, next) => {
    const begin = performance.now();
    await next();
    const ms = Math.round(performance.now() - begin);
    const { spoor, gebeurtenis } = ctx.state;
    const regel = { spoor, methode: ctx.method, route: ctx._matchedRoute ?? 'overig', status: statusVoorLog(ctx), ms };
    if (gebeurtenis) log.warn({ gebeurtenis, ...regel }, 'verzoek');
    else log.info(regel, 'verzoek');
  };
}

/** A cookie of ours that we did not sign, or not with a key that still counts. */
export function logVreemdeStempel(log: Logger, koekje: string): void {
  log.warn({ gebeurtenis: 'koekje.vreemd', koekje }, 'handtekening van een koekje klopt niet');
}

/** What a node does every two seconds or every hour: what fails, and what takes so long that it may hang. */
export function logBijhouden(log: Logger, wat: string) {
  return {
    mislukt: (err: unknown) => log.error({ err }, `${wat} mislukte`),
    traag: () => log.error(`${wat} duurt al meer dan tien seconden`),
  };
}
