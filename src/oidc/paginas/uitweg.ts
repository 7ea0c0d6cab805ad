import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { weigeringstekst } from '../../aanmelden/index.ts';
import type { Deurbenodigdheden } from '../../mededeling/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { type Foutmelding, hostkoekje, NAAR_BEGIN, type Uitweg } from '../../web/index.ts';
import { wachtendVerzoek } from '../bibliotheek/binnenwerk.ts';

/**
 * No page is a dead end. A pupil who is stuck starts again at the application (OIDC Core § 4, third-party
 * initiated login).
 */

/** Which applications are connected, and whether they are open today. */
export type Aansluitingen = Pick<Deurbenodigdheden, 'toepassingen' | 'klok'>;

const koekje = (ctx: Context) => hostkoekje(ctx.secure, 'leerid_laatst');
const TWAALF_UUR = 12 * 3_600_000;

/**
 * Never leads to an application whose protocol is not in force. It would send the pupil back here, again and
 * again.
 */
export function uitwegNaar({ toepassingen, klok }: Aansluitingen, clientId: unknown): Uitweg | undefined {
  const toepassing = toepassingen.get(String(clientId));
  if (!toepassing?.geldigheidOp(klok.vandaag()).in_werking) return undefined;
  return { tekst: `Begin opnieuw bij ${toepassing.dossier.naam}`, adres: beginadres(toepassing.dossier) };
}

/**
 * What the pupil reads when the application is closed. Undefined for an open application, and for one that we
 * don't know.
 */
export function isGesloten({ toepassingen, klok }: Aansluitingen, clientId: unknown): Foutmelding | undefined {
  const toepassing = toepassingen.get(String(clientId));
  if (!toepassing || toepassing.geldigheidOp(klok.vandaag()).in_werking) return undefined;
  const code = 'protocol_niet_in_werking';
  const { titel, uitleg, raad } = weigeringstekst(code, toepassing.dossier.naam);
  return { status: 400, code, titel, uitleg: `${uitleg} ${raad}` };
}

/**
 * The address where an application starts its own sign-in. Without such an address, it is the origin of the
 * application.
 */
function beginadres({ initiate_login_uri, redirect_uris }: Toepassing['dossier']): string {
  return initiate_login_uri ?? new URL(redirect_uris[0] ?? '').origin;
}

/** Remembers the last application, for pages whose address does not name one. */
export function onthoudToepassing(ctx: Context, clientId: string): void {
  ctx.cookies.set(koekje(ctx), clientId, { httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWAALF_UUR });
}

export function laatsteUitweg(ctx: Context, bij: Aansluitingen): Uitweg {
  return (
    uitwegNaar(bij, ctx.query.client_id) ??
    uitwegNaar(bij, ctx.cookies.get(koekje(ctx), { signed: true })) ??
    NAAR_BEGIN
  );
}

/**
 * Where the browser may travel on to after a form on this page. A browser checks each redirect (CSP
 * `form-action`).
 */
export function verderNaar(
  { oidc }: Pick<KoaContextWithOIDC, 'oidc'>,
  toepassingen: Aansluitingen['toepassingen'],
): string[] {
  const interactie = wachtendVerzoek(oidc);
  const bij =
    oidc.route === 'end_session' ? oidc.session?.state?.postLogoutRedirectUri : interactie?.params.redirect_uri;
  const dossier = toepassingen.get(String(oidc.client?.clientId ?? interactie?.params.client_id))?.dossier;
  return [...(typeof bij === 'string' ? [bij] : []), ...(dossier?.verdere_adressen ?? [])];
}
