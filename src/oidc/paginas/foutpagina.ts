import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { FOUTEN, type Foutmelding, isDatabaseWeg, toonFout } from '../../web/index.ts';
import { alsKoa, clientVan } from '../bibliotheek/binnenwerk.ts';
import { AFMELDEN, toonTeLaatAfgemeld } from './afmeldpaginas.ts';
import { type Aansluitingen, isGesloten, laatsteUitweg } from './uitweg.ts';

/** The page that the library asks for when something is wrong. */

export function foutpagina(bij: Aansluitingen) {
  return async function toonOidcFout(oidcCtx: KoaContextWithOIDC, uit: ErrorOut, fout: unknown): Promise<void> {
    if (toonTeLaatAfgemeld(oidcCtx, uit.error, bij)) return;
    const ctx = alsKoa(oidcCtx);
    const details = isDatabaseWeg(fout) ? {} : { ...uit };
    const genoemd = clientVan(oidcCtx.oidc) ?? ctx.query.client_id;
    const gesloten = uit.error === 'invalid_client' ? isGesloten(bij, genoemd) : undefined;
    // A pupil who can't sign out through his application can do so here.
    const uitweg = oidcCtx.oidc?.route === 'end_session' ? AFMELDEN : laatsteUitweg(ctx, bij);
    toonFout(ctx, gesloten ?? foutmelding(uit, fout), { uitweg, details });
  };
}

/**
 * The library tells an application that a lost database is a `server_error`. We add that it will come back.
 * When the library made a page, `foutpagina` said so already.
 */
export function meldOnbereikbaar(oidcCtx: KoaContextWithOIDC): void {
  const ctx = alsKoa(oidcCtx);
  if (ctx.body && typeof ctx.body === 'object') toonFout(ctx, FOUTEN.onbereikbaar, { alsJson: true });
}

function foutmelding({ error }: { error: string }, fout: unknown): Foutmelding {
  if (isDatabaseWeg(fout)) return FOUTEN.onbereikbaar;
  if (error === 'server_error') return FOUTEN.onverwacht;
  if (fout instanceof errors.SessionNotFound) return FOUTEN.verlopen;
  if (error === 'invalid_client') {
    return {
      status: 400,
      code: 'geen_toepassing',
      titel: 'Deze toepassing is niet aangesloten',
      uitleg:
        'LeerID kent deze toepassing niet, of de afspraak ermee is niet (meer) geldig. Vraag raad aan je leerkracht.',
    };
  }
  return FOUTEN.ongeldig;
}
