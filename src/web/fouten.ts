import type { Context, Middleware } from 'koa';
import { Bezoekersfout, FOUTEN, type Foutmelding, NAAR_BEGIN, type Uitweg } from './foutmelding.ts';
import { foutmeldingspagina } from './paginas/foutmeldingspagina.ts';
import { toonPagina } from './weergave.ts';

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
  // Something may go wrong after a success. Then the redirect, with its code, is already set.
  ctx.remove('Location');
  if (fout.wacht) ctx.set('Retry-After', String(fout.wacht));
  if (alsJson ?? ctx.accepts('html', 'json') === 'json') {
    ctx.body = { error: fout.code, error_description: fout.uitleg, spoor: ctx.state.spoor, ...details };
  } else {
    toonPagina(ctx, foutmeldingspagina(fout, uitweg, details));
  }
}

/**
 * The last resort. Whatever was thrown becomes a page without internals. The log gets a line with the same
 * trace number.
 */
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

/**
 * PostgreSQL is gone, shuts down, is full, read-only or too slow. Or the network fails (Node's codes). Or a
 * gate cannot know the stops, or reads too slowly.
 */
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
