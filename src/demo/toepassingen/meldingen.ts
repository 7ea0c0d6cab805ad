import type { Context, Middleware } from 'koa';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { toonInDemokader } from './demopaginas.ts';
import type { Demotoepassing } from './paginas/demokader.ts';
import { meldingspagina } from './paginas/meldingspagina.ts';

/** What a visitor reads when signing in fails. `code` is for the person who investigates it. */
export interface Melding {
  status: number;
  titel: string;
  uitleg: string;
  code?: string | undefined;
}

export const MELDINGEN = {
  onbekend: { status: 404, titel: 'Deze pagina bestaat niet', uitleg: 'Kies een toepassing in het overzicht.' },
  ongeldig: { status: 400, titel: 'Dit lukt niet', uitleg: 'Er klopt iets niet aan dit verzoek.' },
  andereIssuer: {
    status: 400,
    titel: 'Dit komt niet van LeerID',
    uitleg: 'Deze toepassing werkt alleen met haar eigen LeerID.',
  },
  verlopen: {
    status: 400,
    titel: 'Deze aanmelding is niet meer geldig',
    uitleg: 'Ze is al gebruikt, ze begon in een andere browser, of de toepassing is intussen herstart.',
  },
  onbereikbaar: {
    status: 502,
    titel: 'LeerID antwoordt niet',
    uitleg: 'De toepassing kan LeerID nu niet bereiken. Wacht even en probeer opnieuw.',
  },
  onverwacht: { status: 500, titel: 'Er ging iets mis', uitleg: 'Probeer het straks opnieuw.' },
} as const satisfies Record<string, Melding>;

const WEIGERINGEN: Record<string, string> = {
  geen_toegang: 'Deze leerling mag hier vandaag niet binnen. Waarom, las hij of zij bij LeerID.',
  stroom_niet_voorzien: 'Het protocol laat niemand zich hier aanmelden.',
  buiten_venster: 'Het protocol laat vandaag niemand toe: het is niet de periode ervoor.',
  protocol_niet_in_werking: 'Er is vandaag geen geldig protocol tussen LeerID en deze toepassing.',
  afgebroken: 'De leerling koos zelf om niet aan te melden.',
};

/** An error of openid-client, in words. Undefined for an error that has nothing to do with signing in. */
export function meldingBij(fout: unknown): Melding | undefined {
  if (fout instanceof AuthorizationResponseError && fout.error === 'access_denied') {
    const code = fout.error_description ?? fout.error;
    const uitleg = `${WEIGERINGEN[code] ?? 'LeerID heeft deze leerling niet doorgelaten.'} LeerID gaf niets door.`;
    return { status: 403, titel: 'Je bent niet binnengelaten', uitleg, code };
  }
  if (fout instanceof AuthorizationResponseError || fout instanceof ResponseBodyError) {
    const code = [fout.error, fout.error_description].filter(Boolean).join(': ');
    return { status: 400, titel: 'Aanmelden is niet gelukt', uitleg: 'LeerID weigerde dit verzoek.', code };
  }
  if (isOnbereikbaar(fout)) return MELDINGEN.onbereikbaar;
  if (fout instanceof ClientError) {
    const uitleg = 'Het antwoord van LeerID doorstond de controle van de toepassing niet.';
    return { status: 400, titel: 'Aanmelden is niet gelukt', uitleg, code: fout.code };
  }
  return undefined;
}

/** No connection, no answer in time, or an answer that no OpenID Connect provider would give. */
function isOnbereikbaar(fout: unknown): boolean {
  if (fout instanceof TypeError) return fout.message === 'fetch failed';
  const code = fout instanceof ClientError ? fout.code : undefined;
  return ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(code ?? '');
}

export function toonMelding(ctx: Context, melding: Melding, toepassing?: Demotoepassing): void {
  ctx.status = melding.status;
  toonInDemokader(ctx, { titel: melding.titel, toepassing, inhoud: meldingspagina(melding, toepassing) });
}

/** The last resort, for pages that belong to no application. */
export function foutpaginas(): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && !ctx.body) toonMelding(ctx, MELDINGEN.onbekend);
    } catch (fout) {
      const { status = 500 } = fout as { status?: number };
      if (status >= 500) console.error(fout);
      toonMelding(ctx, status < 500 ? { ...MELDINGEN.ongeldig, status } : MELDINGEN.onverwacht);
    }
  };
}
