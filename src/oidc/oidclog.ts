import type { errors, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { isDatabaseWeg, logFout, type Waar } from '../web/index.ts';
import { clientVan } from './bibliotheek/binnenwerk.ts';
import { meldOnbereikbaar } from './paginas/foutpagina.ts';

/** Lines of the log about what the library and the gate refuse. docs/beheer.md lists the events. */

/** Events of the library that tell an application what is wrong with its request. */
const WEIGERINGEN_AAN_TOEPASSINGEN = [
  'authorization.error',
  'end_session.error',
  'grant.error',
  'pushed_authorization_request.error',
  'revocation.error',
  'userinfo.error',
];

/** Logs that a pupil may not enter, and why. */
export function logWeigering(log: Logger, reden: string, waar: Waar): void {
  log.warn({ gebeurtenis: 'toegang.geweigerd', ...waar, reden }, 'leerling niet toegelaten');
}

/**
 * An application does not accept logout messages. Until the messages are given up, its pupils stay signed in
 * there.
 */
export function logAfmeldstoring(log: Logger, clientId: string): void {
  log.warn({ gebeurtenis: 'afmelding.niet_aangenomen', clientId }, 'toepassing neemt geen afmeldingen aan');
}

/**
 * The keys of an application cannot be fetched. The keys in memory count for a while, and then the
 * application is shut out.
 */
export function logSleutelstoring(log: Logger): (adres: string, fout: unknown) => void {
  return (adres, fout) => {
    const reden = fout instanceof Error ? fout.message : String(fout);
    log.warn({ gebeurtenis: 'sleutels.onbereikbaar', adres, fout: reden }, 'sleutels van een toepassing komen niet');
  };
}

export function logProvider(provider: Provider, log: Logger): Provider {
  provider.on('server_error', (ctx, fout) => {
    if (isDatabaseWeg(fout)) meldOnbereikbaar(ctx);
    logFout(log, ctx, fout, 'fout in de provider');
  });
  for (const soort of WEIGERINGEN_AAN_TOEPASSINGEN) {
    provider.on(soort as 'grant.error', (ctx, fout: errors.OIDCProviderError) => {
      const { error, error_description, error_detail } = fout;
      const waar: Waar = { spoor: ctx.state?.spoor, clientId: clientVan(ctx.oidc) };
      const gebeurtenis = error === 'invalid_client' ? 'toepassing.niet_herkend' : 'verzoek.geweigerd';
      log.warn(
        { gebeurtenis, ...waar, error, error_description, error_detail },
        'verzoek van een toepassing geweigerd',
      );
    });
  }
  return provider;
}
