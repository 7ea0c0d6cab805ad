import type { Context, Middleware, Next } from 'koa';
import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Toepassing } from '../../toepassingen/index.ts';
import { FOUTEN, type Foutmelding, isDatabaseWeg, staDoelenToe, toonFout, toonPagina } from '../../web/index.ts';
import { AFMELDEN, toonTeLaatAfgemeld } from './afmeldpaginas.ts';
import { type Aansluitingen, isGesloten, laatsteUitweg, verderNaar } from './uitweg.ts';

/** Pages that the library asks for: errors, and its self-submitting forms. */

export function foutpagina(bij: Aansluitingen) {
  return async function toonOidcFout(oidcCtx: KoaContextWithOIDC, uit: ErrorOut, fout: unknown): Promise<void> {
    if (toonTeLaatAfgemeld(oidcCtx, uit.error, bij)) return;
    const ctx = oidcCtx as unknown as Context;
    const details = isDatabaseWeg(fout) ? {} : { ...uit };
    const gesloten = uit.error === 'invalid_client' ? isGesloten(bij, ctx.query.client_id) : undefined;
    // Who can't sign out by way of his application, does so here.
    const uitweg = oidcCtx.oidc?.route === 'end_session' ? AFMELDEN : laatsteUitweg(ctx, bij);
    toonFout(ctx, gesloten ?? foutmelding(uit, fout), { uitweg, details });
  };
}

/**
 * The library tells an application that a lost database is a `server_error`; that it comes back is ours to say. Where it made
 * a page, `foutpagina` said so already.
 */
export function meldOnbereikbaar(ctx: Context): void {
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

/**
 * The way back into a waiting request takes everything from the cookie. With a `client_id` in its address, the library's
 * error handler looks for parameters that were never read and trips.
 */
export async function hervatZonderVraag(ctx: Context, next: Next): Promise<void> {
  if (/^\/authorize\//i.test(ctx.path)) ctx.querystring = '';
  await next();
}

/**
 * Dresses the library's self-submitting form (response mode form_post, a change of pupil, signing out when nobody is there) in
 * a page of ours: in Dutch, with a button for browsers without script. Its fields stand there already escaped.
 */
export function kleedDoorstuurpagina(toepassingen: ReadonlyMap<string, Toepassing>): Middleware {
  return async (ctx, next) => {
    await next();
    if (typeof ctx.body !== 'string' || !ctx.body.includes('<title>Submitting Callback</title>')) return;
    const [, adres] = /<form method="post" action="([^"]+)">/.exec(ctx.body) ?? [];
    if (!adres) return;
    const velden = ctx.body.match(/<input type="hidden"[^>]*>/g) ?? [];
    const { status } = ctx;
    const verder = verderNaar(ctx as unknown as KoaContextWithOIDC, toepassingen);
    staDoelenToe(ctx, [adres.replaceAll('&amp;', '&'), ...verder], true);
    toonPagina(ctx, 'oidc/paginas/doorsturen', { titel: 'Even geduld', adres, velden: velden.join('') });
    ctx.status = status;
  };
}
