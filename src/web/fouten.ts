import type { Context, Middleware } from 'koa';
import { toonPagina } from './weergave.ts';

/** What a visitor reads when something is wrong. `code` is stable; `uitleg` says what to do. */
export interface Foutmelding {
  status: number;
  code: string;
  titel: string;
  uitleg: string;
  /** Seconds after which trying again makes sense. */
  wacht?: number;
}

export const FOUTEN = {
  niet_gevonden: {
    status: 404,
    code: 'niet_gevonden',
    titel: 'Deze pagina bestaat niet',
    uitleg: 'Misschien zit er een fout in het adres, of is de pagina er niet meer.',
  },
  verlopen: {
    status: 400,
    code: 'aanmelding_verlopen',
    titel: 'Deze aanmelding is niet meer geldig',
    uitleg:
      'Ze stond te lang open, of je bent al ergens anders verdergegaan. Ga terug naar de toepassing en begin opnieuw.',
  },
  ongeldig: {
    status: 400,
    code: 'verzoek_ongeldig',
    titel: 'Dit lukt niet',
    uitleg: 'Er klopt iets niet aan dit verzoek. Ga terug naar de toepassing en begin opnieuw.',
  },
  te_groot: {
    status: 413,
    code: 'te_groot',
    titel: 'Dit is te veel ineens',
    uitleg: 'Ga terug en vul alleen de gevraagde velden in.',
  },
  andere_host: {
    status: 421,
    code: 'andere_host',
    titel: 'Dit is niet het adres van LeerID',
    uitleg: 'Ga terug naar de toepassing en begin opnieuw.',
  },
  onbereikbaar: {
    status: 503,
    code: 'even_onbereikbaar',
    titel: 'LeerID is even niet bereikbaar',
    uitleg: 'Wacht een minuut en probeer dan opnieuw.',
    wacht: 60,
  },
  onverwacht: {
    status: 500,
    code: 'onverwacht',
    titel: 'Er ging iets mis bij LeerID',
    uitleg: 'Probeer het straks opnieuw. Blijft het fout gaan? Geef dan het spoornummer door aan je school.',
  },
} as const satisfies Record<string, Foutmelding>;

/** The button with which a visitor who is stuck goes on. */
export interface Uitweg {
  tekst: string;
  adres: string;
}

/** From any page of ours that knows nothing better. */
export const NAAR_BEGIN: Uitweg = { tekst: 'Naar het begin', adres: '/' };

/** Thrown where a rule of ours knows what the visitor should read. */
export class Bezoekersfout extends Error {
  readonly melding: Foutmelding;
  readonly uitweg: Uitweg | undefined;

  constructor(melding: Foutmelding, uitweg?: Uitweg) {
    super(melding.code);
    this.melding = melding;
    this.uitweg = uitweg;
  }
}

interface Meer {
  uitweg?: Uitweg | undefined;
  details?: Record<string, unknown>;
  alsJson?: boolean;
}

/** @param meer where to go on, what the application's engineer may know, and whether a program reads it */
export function toonFout(
  ctx: Context,
  fout: Foutmelding,
  { uitweg = NAAR_BEGIN, details = {}, alsJson }: Meer = {},
): void {
  ctx.status = fout.status;
  // What went wrong may have come after all went well: then the way on, with its code, is set already.
  ctx.remove('Location');
  if (fout.wacht) ctx.set('Retry-After', String(fout.wacht));
  if (alsJson ?? ctx.accepts('html', 'json') === 'json') {
    ctx.body = { error: fout.code, error_description: fout.uitleg, spoor: ctx.state.spoor, ...details };
  } else {
    toonPagina(ctx, 'web/paginas/fout', { ...fout, details, uitweg });
  }
}

/** The last resort: whatever was thrown becomes a page without internals, and a line in the log with the same trace number. */
export function foutafhandeling(log: (ctx: Context, fout: unknown) => void): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && !ctx.body) toonFout(ctx, FOUTEN.niet_gevonden);
    } catch (fout) {
      const melding = meldingBij(fout);
      if (melding.status >= 500) log(ctx, fout);
      toonFout(ctx, melding, { uitweg: fout instanceof Bezoekersfout ? fout.uitweg : undefined });
    }
  };
}

/** PostgreSQL gone, shutting down, full, read-only or out of time, Node's network codes, and a gate that can't know of stops or reads too slowly. */
const WEG =
  /^(08...|57P..|57014|53300|25006|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|stops_ongelezen|lezing_verouderd)$/;
const WEG_IN_WOORDEN = /onnection terminated|not queryable|Query read timeout|timeout exceeded when trying to connect/;

export function isDatabaseWeg(fout: unknown): boolean {
  const { code, message } = (fout ?? {}) as { code?: unknown; message?: unknown };
  return WEG.test(String(code)) || WEG_IN_WOORDEN.test(String(message));
}

function meldingBij(fout: unknown): Foutmelding {
  if (fout instanceof Bezoekersfout) return fout.melding;
  if (isDatabaseWeg(fout)) return FOUTEN.onbereikbaar;
  const { status, expose } = (fout ?? {}) as { status?: number; expose?: boolean };
  if (status === 413) return FOUTEN.te_groot;
  if (expose && status && status < 500) return { ...FOUTEN.ongeldig, status };
  return FOUTEN.onverwacht;
}
