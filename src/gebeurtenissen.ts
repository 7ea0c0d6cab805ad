import type Koa from 'koa';
import type { Logger } from 'pino';
import type { Instellingen } from './config.ts';
import { statusVoorLog } from './web/index.ts';

/**
 * Events, as lines of the log. Operators' alarms depend on their names, so these must not change.
 * docs/beheer.md lists them. Each room has the events of its own work. No line holds a query, a body, cookies
 * or personal data.
 */

/** One line per request, with what the middleware noted about it (`web/verzoek.ts`), each under its name. */
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

/** A cookie with one of our names that we did not sign, or whose key no longer counts. */
export function logVreemdeStempel(log: Logger, koekje: string): void {
  log.warn({ gebeurtenis: 'koekje.vreemd', koekje }, 'handtekening van een koekje klopt niet');
}

/**
 * Work of a node every two seconds or every hour: it logs a failure, and a turn that takes so long that it
 * may hang.
 */
export function logBijhouden(log: Logger, wat: string) {
  return {
    mislukt: (err: unknown) => log.error({ err }, `${wat} mislukte`),
    traag: () => log.error(`${wat} duurt al meer dan tien seconden`),
  };
}

/** Every process serves, and the upkeep began. */
export function logStaatKlaar(log: Logger, { issuer, poort, processen }: Instellingen): void {
  log.info({ issuer, poort, processen }, 'LeerID staat klaar');
}

export function logStopt(log: Logger, signaal: string): void {
  log.info({ signaal }, 'LeerID stopt: lopende verzoeken worden afgewerkt');
}

/** The upkeep of this machine could not begin. It is tried again, and visitors are served meanwhile. */
export function logOnderhoudMislukt(log: Logger, err: unknown): void {
  log.error({ gebeurtenis: 'onderhoud.mislukt', err }, 'onderhoud opnemen mislukte; het wordt opnieuw geprobeerd');
}

/** One of several processes died without being told to. Another takes its place after a pause. */
export function logGestorven(
  log: Logger,
  { pid, ...hoe }: { pid: number; code: number | null; signaal: string | null; pauze: number },
) {
  // The key `pid` of a line says which process wrote it.
  log.error(
    { gebeurtenis: 'proces.gestorven', gestorven_pid: pid, ...hoe },
    'een proces stierf; een ander neemt zijn plaats in',
  );
}
