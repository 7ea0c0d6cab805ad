import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Toepassing } from '../toepassingen/index.ts';
import { type Foutmelding, staDoelenToe, toonFout, toonPagina } from '../web/index.ts';
import { laatsteUitweg, verderNaar } from './uitweg.ts';

/** Pages of signing out. Whatever happened to the session meanwhile, each of them leads on. */

type Toepassingen = ReadonlyMap<string, Toepassing>;

const TE_LAAT: Foutmelding = {
  status: 400,
  code: 'afmelding_verlopen',
  titel: 'Je bent nog niet afgemeld',
  uitleg: 'De vorige pagina was niet meer van nu. Druk op de knop om je toch af te melden.',
};

/** @returns the sources that the library asks for */
export function afmeldpaginas(toepassingen: Toepassingen) {
  return {
    async logoutSource(oidcCtx: KoaContextWithOIDC, formulier: string): Promise<void> {
      const ctx = oidcCtx as unknown as Context;
      staDoelenToe(ctx, verderNaar(oidcCtx, toepassingen));
      const toepassing = oidcCtx.oidc.client?.clientName;
      toonPagina(ctx, 'oidc/paginas/afmelden', { titel: 'Afmelden', toepassing, formulier });
    },
    async postLogoutSuccessSource(ctx: KoaContextWithOIDC): Promise<void> {
      toonAfgemeld(ctx as unknown as Context, toepassingen);
    },
  };
}

/**
 * The answer to the question came when it counted no more: another application or tab was first, or a cookie is gone. Who has
 * no session is signed out, which is what he asked for.
 * @returns whether it was that, and a page tells so
 */
export function toonTeLaatAfgemeld(oidcCtx: KoaContextWithOIDC, fout: string, toepassingen: Toepassingen): boolean {
  if (oidcCtx.oidc?.route !== 'end_session_confirm' || fout !== 'invalid_request') return false;
  const ctx = oidcCtx as unknown as Context;
  if (oidcCtx.oidc.session?.accountId) {
    toonFout(ctx, TE_LAAT, { uitweg: { tekst: 'Afmelden', adres: '/logout' } });
  } else {
    ctx.status = 200;
    toonAfgemeld(ctx, toepassingen);
  }
  return true;
}

function toonAfgemeld(ctx: Context, toepassingen: Toepassingen): void {
  const uitweg = laatsteUitweg(ctx, toepassingen);
  toonPagina(ctx, 'oidc/paginas/afgemeld', { titel: 'Je bent afgemeld', uitweg });
}
