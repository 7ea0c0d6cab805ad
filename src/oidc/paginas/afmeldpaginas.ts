import Router from '@koa/router';
import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import {
  alleenEigenFormulieren,
  type Foutmelding,
  NAAR_BEGIN,
  staDoelenToe,
  toonFout,
  toonPagina,
  type Uitweg,
} from '../../web/index.ts';
import { alsKoa } from '../bibliotheek/binnenwerk.ts';
import { afgemeldpagina, afmeldvraag } from './afmeldvraag.ts';
import { type Aansluitingen, laatsteUitweg, verderNaar } from './uitweg.ts';

/** Pages of signing out. Each page has a way on, whatever happened to the session meanwhile. */

const TE_LAAT: Foutmelding = {
  status: 400,
  code: 'afmelding_verlopen',
  titel: 'Je bent nog niet afgemeld',
  uitleg: 'De vorige pagina was niet meer van nu. Druk op de knop om je toch af te melden.',
};

/** Signing out always works when no application asks for it. */
export const AFMELDEN: Uitweg = { tekst: 'Afmelden', adres: '/logout' };

/** @returns the sources that the library asks for */
export function afmeldpaginas(bij: Aansluitingen) {
  return {
    async logoutSource(oidcCtx: KoaContextWithOIDC, formulier: string): Promise<void> {
      const ctx = alsKoa(oidcCtx);
      staDoelenToe(ctx, verderNaar(oidcCtx, bij.toepassingen));
      const toepassing = oidcCtx.oidc.client?.clientName;
      toonPagina(ctx, afmeldvraag(formulier, toepassing));
    },
    async postLogoutSuccessSource(oidcCtx: KoaContextWithOIDC): Promise<void> {
      await toonWatWaarIs(oidcCtx, bij);
    },
  };
}

/**
 * A form of another site comes without our cookies. The page would then say that nobody is signed in, and
 * that may be wrong.
 */
export function enkelEigenAfmelding(issuer: string): Router {
  return new Router().post('/logout/confirm', alleenEigenFormulieren(issuer), (_ctx, next) => next());
}

/**
 * Shows a page when the answer to the question came too late: another application or tab was first, or a
 * cookie is gone. A visitor without a session is signed out, and that is what he asked for.
 * @returns whether it was too late, and a page says so
 */
export function toonTeLaatAfgemeld(oidcCtx: KoaContextWithOIDC, fout: string, bij: Aansluitingen): boolean {
  if (oidcCtx.oidc?.route !== 'end_session_confirm' || fout !== 'invalid_request') return false;
  const ctx = alsKoa(oidcCtx);
  if (oidcCtx.oidc.session?.accountId) {
    toonFout(ctx, TE_LAAT, { uitweg: AFMELDEN });
  } else {
    ctx.status = 200;
    toonAfgemeld(ctx, bij);
  }
  return true;
}

/**
 * The library comes here whatever the answer was, and so does a visitor who opens the address by hand. So the
 * page shows only what is true.
 */
async function toonWatWaarIs(oidcCtx: KoaContextWithOIDC, bij: Aansluitingen): Promise<void> {
  const ctx = alsKoa(oidcCtx);
  const { client, provider } = oidcCtx.oidc;
  const { accountId, authorizations = {} } = await provider.Session.get(ctx);
  if (!accountId) return toonAfgemeld(ctx, bij);
  if (client && !authorizations[client.clientId]) {
    const pagina = afgemeldpagina({
      titel: `Je bent afgemeld bij ${client.clientName}`,
      uitleg: 'Bij LeerID ben je nog aangemeld. Stop je ermee? Meld je dan overal af.',
      uitweg: { ...AFMELDEN, tekst: 'Overal afmelden' },
    });
    return toonPagina(ctx, pagina);
  }
  ctx.status = 303;
  ctx.redirect(NAAR_BEGIN.adres);
}

function toonAfgemeld(ctx: Context, bij: Aansluitingen): void {
  const pagina = afgemeldpagina({
    titel: 'Je bent afgemeld',
    uitleg: 'Sluit nu alle vensters. Wie na jou komt, moet zich dan opnieuw aanmelden.',
    uitweg: laatsteUitweg(ctx, bij),
  });
  toonPagina(ctx, pagina);
}
