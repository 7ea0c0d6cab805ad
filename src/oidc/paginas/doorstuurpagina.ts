import type { Middleware } from 'koa';
import type { Toepassing } from '../../toepassingen/index.ts';
import { staDoelenToe, toonPagina } from '../../web/index.ts';
import { alsOidc, leesDoorstuurformulier } from '../bibliotheek/binnenwerk.ts';
import { doorstuurformulier } from './doorstuurformulier.ts';
import { verderNaar } from './uitweg.ts';

/**
 * Dresses the library's self-submitting form (response mode form_post, a change of pupil, signing out when nobody is there) in
 * a page of ours: in Dutch, with a button for browsers without script.
 */
export function kleedDoorstuurpagina(toepassingen: ReadonlyMap<string, Toepassing>): Middleware {
  return async (ctx, next) => {
    await next();
    const formulier = leesDoorstuurformulier(ctx.body);
    const { oidc } = alsOidc(ctx);
    if (!formulier || !oidc) return;
    const { adres, velden } = formulier;
    const { status } = ctx;
    staDoelenToe(ctx, [adres.replaceAll('&amp;', '&'), ...verderNaar({ oidc }, toepassingen)], true);
    toonPagina(ctx, doorstuurformulier(adres, velden));
    ctx.status = status;
  };
}
