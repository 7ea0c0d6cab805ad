import type { Context, Next } from 'koa';
import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Toepassing } from '../toepassingen/index.ts';
import { FOUTEN, type Foutmelding, isDatabaseWeg, staDoelenToe, toonFout, toonPagina } from '../web/index.ts';
import { laatsteUitweg } from './uitweg.ts';

/** Pages that the library asks for: errors, logout, and its self-submitting forms. */

export function foutpagina(toepassingen: ReadonlyMap<string, Toepassing>) {
  return async function toonOidcFout(oidcCtx: KoaContextWithOIDC, uit: ErrorOut, fout: unknown): Promise<void> {
    const ctx = oidcCtx as unknown as Context;
    const details = isDatabaseWeg(fout) ? {} : { ...uit };
    toonFout(ctx, foutmelding(uit, fout), { uitweg: laatsteUitweg(ctx, toepassingen), details });
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

export async function vraagAfmelden(ctx: KoaContextWithOIDC, formulier: string): Promise<void> {
  const { client, session } = ctx.oidc;
  const terug = session?.state?.postLogoutRedirectUri;
  staDoelenToe(ctx as unknown as Context, typeof terug === 'string' ? [terug] : []);
  toonPagina(ctx as unknown as Context, 'oidc/paginas/afmelden', {
    titel: 'Afmelden',
    toepassing: client?.clientName,
    formulier,
  });
}

export async function toonAfgemeld(ctx: KoaContextWithOIDC): Promise<void> {
  toonPagina(ctx as unknown as Context, 'oidc/paginas/afgemeld', { titel: 'Je bent afgemeld' });
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
 * Dresses the library's self-submitting form (response mode form_post, and a change of pupil) in a page of ours: in Dutch,
 * with a button for browsers without script. Its fields stand there already escaped. A change of pupil travels on to the
 * application after the form, so that one has to be allowed as well.
 */
export async function kleedDoorstuurpagina(ctx: Context, next: Next): Promise<void> {
  await next();
  if (typeof ctx.body !== 'string' || !ctx.body.includes('<title>Submitting Callback</title>')) return;
  const [, adres] = /<form method="post" action="([^"]+)">/.exec(ctx.body) ?? [];
  if (!adres) return;
  const velden = ctx.body.match(/<input type="hidden"[^>]*>/g) ?? [];
  const status = ctx.status;
  const { redirect_uri } = (ctx as unknown as KoaContextWithOIDC).oidc.entities.Interaction?.params ?? {};
  staDoelenToe(ctx, [adres.replaceAll('&amp;', '&'), ...(redirect_uri ? [String(redirect_uri)] : [])], true);
  toonPagina(ctx, 'oidc/paginas/doorsturen', { titel: 'Even geduld', adres, velden: velden.join('') });
  ctx.status = status;
}
