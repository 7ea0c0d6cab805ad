import { createHmac } from 'node:crypto';
import type Koa from 'koa';
import type { errors, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { meldOnbereikbaar } from './oidc/index.ts';
import type { Partijsleutel } from './protocol/index.ts';
import type { MeldGeheim } from './toepassingen/index.ts';
import { isDatabaseWeg, statusVoorLog } from './web/index.ts';

/**
 * What happens, as lines of the log. An operator's alarms hang on the names of the events, so these are stable; docs/beheer.md
 * lists them. No line holds query, body, cookies or personal data.
 */

/** Where an event took place: the trace number finds the line of the request. */
export interface Waar {
  spoor?: string | undefined;
  clientId?: string | undefined;
}

/** Events of the library that tell an application what is wrong with its request. */
const WEIGERINGEN_AAN_TOEPASSINGEN = [
  'authorization.error',
  'end_session.error',
  'grant.error',
  'pushed_authorization_request.error',
  'revocation.error',
  'userinfo.error',
];

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

/** What somebody tries at an account, and by which means. */
const MIDDELEN = { aanmelding: 'wachtwoord', activatie: 'activatiecode' };

/**
 * One line for every try to sign in, or to choose a password with a code. The name stands there as a keyed hash: tries at one
 * account can be counted, and who it is can't be read. With another key all hashes are others.
 */
export function logPogingen(log: Logger, sleutel: string) {
  const kenmerk = (gebruikersnaam: string) =>
    createHmac('sha256', sleutel).update(`logboek\0${gebruikersnaam}`).digest('base64url').slice(0, 16);
  return (
    wat: keyof typeof MIDDELEN,
    uitkomst: string,
    { gebruikersnaam, waar }: { gebruikersnaam: string; waar?: Waar | undefined },
  ): void => {
    const regel = {
      gebeurtenis: `${wat}.${uitkomst}`,
      ...waar,
      wie: kenmerk(gebruikersnaam),
      middel: MIDDELEN[wat],
    };
    if (uitkomst === 'gelukt') log.info(regel, wat);
    else log.warn(regel, wat);
  };
}

/** A pupil before the gate that stays shut. */
export function logPoort(log: Logger, reden: string, waar: Waar): void {
  log.warn({ gebeurtenis: 'toegang.geweigerd', ...waar, reden }, 'leerling niet toegelaten');
}

/** Logout messages that an application does not take: until they are given up, its pupils stay signed in there. */
export function logAfmeldstoring(log: Logger, clientId: string): void {
  log.warn({ gebeurtenis: 'afmelding.niet_aangenomen', clientId }, 'toepassing neemt geen afmeldingen aan');
}

/** Keys of an application that don't come: those in memory count for a while, and then it is shut out. */
export function logSleutelstoring(log: Logger): (adres: string, fout: unknown) => void {
  return (adres, fout) => {
    const reden = fout instanceof Error ? fout.message : String(fout);
    log.warn({ gebeurtenis: 'sleutels.onbereikbaar', adres, fout: reden }, 'sleutels van een toepassing komen niet');
  };
}

/** A cookie of ours that we did not sign, or not with a key that still counts. */
export function logVreemdeStempel(log: Logger, koekje: string): void {
  log.warn({ gebeurtenis: 'koekje.vreemd', koekje }, 'handtekening van een koekje klopt niet');
}

/**
 * The keys of the parties that count: whoever can add one can sign. All of them at the start, and from then on each that comes or goes, since
 * a person has to know whether the party did that.
 */
export function logPartijsleutels(log: Logger) {
  let bekend: Map<string, Partijsleutel> | undefined;
  return (sleutels: readonly Partijsleutel[]): void => {
    const nieuw = new Map(sleutels.map((een) => [Object.values(een).join(' '), een]));
    if (!bekend) log.info({ sleutels }, 'sleutels van partijen');
    for (const [kenmerk, een] of bekend ?? [])
      if (!nieuw.has(kenmerk))
        log.warn({ gebeurtenis: 'partijsleutel.verdwenen', ...een }, 'sleutel van een partij telt niet meer');
    for (const [kenmerk, een] of bekend ? nieuw : [])
      if (!bekend?.has(kenmerk))
        log.warn({ gebeurtenis: 'partijsleutel.nieuw', ...een }, 'nieuwe sleutel van een partij');
    bekend = nieuw;
  };
}

/** A secret of a client that changed, or that can't be used as it stands. */
export function logGeheimen(log: Logger): MeldGeheim {
  return (geheim, aantal, fout) => {
    if (fout) log.warn({ geheim, aantal, fout }, 'geheim van een toepassing onbruikbaar');
    else log.info({ geheim, aantal }, 'geheim van een toepassing vervangen');
  };
}

/** What a node does every two seconds or every hour: what fails, and what takes so long that it may hang. */
export function logBijhouden(log: Logger, wat: string) {
  return {
    mislukt: (err: unknown) => log.error({ err }, `${wat} mislukte`),
    traag: () => log.error(`${wat} duurt al meer dan tien seconden`),
  };
}

/** Files of the configuration that are written over and over. */
export function logOnrust(log: Logger) {
  return (bestanden: string[]): void =>
    log.warn({ bestanden }, 'configuratie: deze bestanden blijven veranderen; gelezen zoals ze nu zijn');
}

/** A lost database is no riddle: an operator looks for it by name. */
export function logFout(log: Logger, ctx: { state?: { spoor?: string } }, err: unknown, watAnders: string): void {
  log.error({ err, spoor: ctx.state?.spoor }, isDatabaseWeg(err) ? 'database onbereikbaar' : watAnders);
}

export function logProvider(provider: Provider, log: Logger): Provider {
  provider.on('server_error', (ctx, fout) => {
    if (isDatabaseWeg(fout)) meldOnbereikbaar(ctx);
    logFout(log, ctx, fout, 'fout in de provider');
  });
  for (const soort of WEIGERINGEN_AAN_TOEPASSINGEN) {
    provider.on(soort as 'grant.error', (ctx, fout: errors.OIDCProviderError) => {
      const { error, error_description, error_detail } = fout;
      const waar: Waar = { spoor: ctx.state?.spoor, clientId: ctx.oidc?.client?.clientId };
      const gebeurtenis = error === 'invalid_client' ? 'toepassing.niet_herkend' : 'verzoek.geweigerd';
      log.warn(
        { gebeurtenis, ...waar, error, error_description, error_detail },
        'verzoek van een toepassing geweigerd',
      );
    });
  }
  return provider;
}
