import type { Middleware } from 'koa';
import type { Toepassing } from '../../toepassingen/index.ts';
import { staDoelenToe, toonPagina } from '../../web/index.ts';
import { alsOidc, leesDoorstuurformulier } from '../bibliotheek/binnenwerk.ts';
import { doorstuurformulier } from './doorstuurformulier.ts';
import { verderNaar } from './uitweg.ts';

/**
 * Puts the library's self-submitting form in a page of ours, in Dutch, with a button for browsers without
 * script. The library uses such a form for the response mode form_post, for a change of pupil, and for
 * signing out when nobody is signed in.
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
