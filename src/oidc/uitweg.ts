import type { Context } from 'koa';
import type { Toepassing } from '../toepassingen/index.ts';
import { hostkoekje, type Uitweg } from '../web/index.ts';

/** No dead ends: who is stuck here starts again at the application (OIDC Core § 4, third-party initiated login). */

type Toepassingen = ReadonlyMap<string, Toepassing>;

const koekje = (ctx: Context) => hostkoekje(ctx.secure, 'leerid_laatst');
const TWAALF_UUR = 12 * 3_600_000;

export function uitwegNaar(toepassingen: Toepassingen, clientId: unknown): Uitweg | undefined {
  const dossier = typeof clientId === 'string' ? toepassingen.get(clientId)?.dossier : undefined;
  if (!dossier) return undefined;
  const { initiate_login_uri, redirect_uris } = dossier;
  return { naam: dossier.naam, adres: initiate_login_uri ?? new URL(redirect_uris[0] ?? '').origin };
}

/** For pages whose address does not tell the application: which one was last. */
export function onthoudToepassing(ctx: Context, clientId: string): void {
  ctx.cookies.set(koekje(ctx), clientId, { httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWAALF_UUR });
}

export function laatsteUitweg(ctx: Context, toepassingen: Toepassingen): Uitweg | undefined {
  return (
    uitwegNaar(toepassingen, ctx.query.client_id) ??
    uitwegNaar(toepassingen, ctx.cookies.get(koekje(ctx), { signed: true }))
  );
}
