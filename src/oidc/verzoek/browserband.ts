import { hash, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { hostkoekje } from '../../web/index.ts';

/**
 * The library's cookies of a waiting request have a path of their own. A site under a neighbouring name can
 * set such a cookie. It could so put its own request in somebody's browser, to sign in there or to be signed
 * in from there. So a request goes on only in the browser in which it began. We recognise that browser by a
 * cookie that no other name can set.
 */

type Verzoek = Context | KoaContextWithOIDC;

/**
 * The mark of this browser. A browser that has no secret gets one. Tabs that came at the same time may leave
 * more than one.
 */
export function merkBrowser(ctx: Verzoek): string {
  const [bekend] = geheimen(ctx);
  if (bekend) return afdruk(bekend);
  const geheim = randomBytes(24).toString('base64url');
  const naam = `${voorvoegsel(ctx)}${randomBytes(2).toString('hex')}`;
  ctx.cookies.set(naam, geheim, { httpOnly: true, sameSite: 'lax', signed: false });
  return afdruk(geheim);
}

/** @param details of the prompt for which the request waits */
export function isVanBrowser(ctx: Verzoek, details: Readonly<Record<string, unknown>>): boolean {
  return geheimen(ctx).some((geheim) => afdruk(geheim) === details.browser);
}

function geheimen(ctx: Verzoek): string[] {
  const paren = ctx.get('Cookie').split(/; ?/);
  const eigen = paren.filter((paar) => paar.startsWith(voorvoegsel(ctx)));
  return eigen.flatMap((paar) => /_[0-9a-f]{4}=([\w-]{32})$/.exec(paar)?.[1] ?? []);
}

function voorvoegsel(ctx: Verzoek): string {
  return hostkoekje(ctx.secure, 'leerid_browser_');
}

function afdruk(geheim: string): string {
  return hash('sha256', geheim, 'base64url');
}
