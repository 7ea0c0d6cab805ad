import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Toepassing } from '../toepassingen/index.ts';
import { hostkoekje, NAAR_BEGIN, type Uitweg } from '../web/index.ts';

/** No dead ends: who is stuck here starts again at the application (OIDC Core § 4, third-party initiated login). */

type Toepassingen = ReadonlyMap<string, Toepassing>;

const koekje = (ctx: Context) => hostkoekje(ctx.secure, 'leerid_laatst');
const TWAALF_UUR = 12 * 3_600_000;

export function uitwegNaar(toepassingen: Toepassingen, clientId: unknown): Uitweg | undefined {
  const dossier = typeof clientId === 'string' ? toepassingen.get(clientId)?.dossier : undefined;
  return dossier && { tekst: `Begin opnieuw bij ${dossier.naam}`, adres: beginadres(dossier) };
}

/** Where an application starts its own sign-in, or at least stands. */
function beginadres({ initiate_login_uri, redirect_uris }: Toepassing['dossier']): string {
  return initiate_login_uri ?? new URL(redirect_uris[0] ?? '').origin;
}

/** For pages whose address does not tell the application: which one was last. */
export function onthoudToepassing(ctx: Context, clientId: string): void {
  ctx.cookies.set(koekje(ctx), clientId, { httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWAALF_UUR });
}

export function laatsteUitweg(ctx: Context, toepassingen: Toepassingen): Uitweg {
  return (
    uitwegNaar(toepassingen, ctx.query.client_id) ??
    uitwegNaar(toepassingen, ctx.cookies.get(koekje(ctx), { signed: true })) ??
    NAAR_BEGIN
  );
}

/** Where the browser may travel on to after a form on this page: a browser checks each hop (CSP `form-action`). */
export function verderNaar({ oidc }: KoaContextWithOIDC, toepassingen: Toepassingen): string[] {
  const { Interaction: interactie, Session: sessie } = oidc.entities;
  const bij = oidc.route === 'end_session' ? sessie?.state?.postLogoutRedirectUri : interactie?.params.redirect_uri;
  const dossier = toepassingen.get(String(oidc.client?.clientId ?? interactie?.params.client_id))?.dossier;
  return [...(typeof bij === 'string' ? [bij] : []), ...(dossier?.verdere_adressen ?? [])];
}
