import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { aanmeldadres } from '../../aanmelden/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import type { Verzegelaar } from '../../web/index.ts';
import { isVanBrowser } from './browserband.ts';

/**
 * A request that waits for a password waits in the browser, sealed in a cookie that only its own page gets. So
 * LeerID keeps nothing for who has not signed in yet, and a page that is left open overnight still works.
 * docs/keuzes/openid.md#a-request-waits-in-the-browser
 */
export interface VerzegeldVerzoek {
  uid: string;
  params: { client_id: string; redirect_uri: string } & Readonly<Record<string, unknown>>;
  /** What the pupil has to do, why he may not enter, and the mark of the browser in which the request began. */
  prompt: { name: string; reasons: string[]; details: { browser?: unknown; reden?: unknown } };
  /** The session in which the request began, if its pupil was signed in. */
  session?: { accountId?: string; uid?: string } | undefined;
  /** The names of the parameters that came signed. */
  trusted?: string[] | undefined;
  cid?: string | undefined;
  /** The pushed request that it came from. */
  parJti?: string | undefined;
}

/**
 * How long a request waits. It is an hour less than a day, because the row of a pushed request can be read
 * for a day: the request then still knows that it counts once.
 */
export const WACHTTIJD = 23 * 3600;
const HOUDBAAR = { telt: WACHTTIJD, blijft: WACHTTIJD };

export interface Zegelbenodigdheden {
  verzegeldKoekje: Verzegelaar;
  toepassingen: ReadonlyMap<string, Toepassing>;
  /** Names the opening of an application. Another opening has another name. Undefined while it is closed. */
  openingVan(clientId: string): string | undefined;
}

export interface VerzegeldeVerzoeken {
  bewaar(ctx: Verzoekcontext, verzoek: VerzegeldVerzoek): void;
  /** Undefined when the request is over, is not ours, began in another browser, or is no longer allowed. */
  lees(ctx: Verzoekcontext, uid: string): VerzegeldVerzoek | undefined;
  vergeet(ctx: Verzoekcontext, verzoek: VerzegeldVerzoek): void;
}

export type Verzoekcontext = Context | KoaContextWithOIDC;

/** A change of what is sealed makes another version of it. */
const VERSIE = 1;

export function verzegeldeVerzoeken(nodig: Zegelbenodigdheden): VerzegeldeVerzoeken {
  const koekje = nodig.verzegeldKoekje('leerid_verzoek', VERSIE);
  const plek = ({ uid, params }: VerzegeldVerzoek) => ({ van: uid, pad: aanmeldadres(params.client_id, uid) });
  return {
    bewaar: (ctx, verzoek) => koekje.zet(ctx, plek(verzoek), metOpening(nodig, verzoek), HOUDBAAR),
    lees: (ctx, uid) => magVerder(nodig, ctx, koekje.lees(ctx, uid) as MetOpening<VerzegeldVerzoek> | undefined),
    vergeet: (ctx, verzoek) => koekje.vergeet(ctx, plek(verzoek)),
  };
}

export type MetOpening<T> = T & { opening?: string | undefined };

/** Notes in which opening of its application a request began. */
export function metOpening<T extends VerzegeldVerzoek>({ openingVan }: Zegelbenodigdheden, verzoek: T): MetOpening<T> {
  return { ...verzoek, opening: openingVan(verzoek.params.client_id) };
}

/** Whether the application of a request is closed, or gone. */
export function isDicht({ toepassingen, openingVan }: Zegelbenodigdheden, { params }: VerzegeldVerzoek): boolean {
  return !toepassingen.has(params.client_id) || openingVan(params.client_id) === undefined;
}

/**
 * Nobody can take a seal back. So this looks whether the request may still go on: in the browser in which it
 * began, to an address that the dossier still has, and in the same opening of its application. What was begun
 * before a closing does not count after a reopening.
 */
export function magVerder<T extends VerzegeldVerzoek>(
  { toepassingen, openingVan }: Zegelbenodigdheden,
  ctx: Verzoekcontext,
  verzoek: MetOpening<T> | undefined,
): T | undefined {
  if (!verzoek) return undefined;
  const { params, prompt, opening } = verzoek;
  const adressen = toepassingen.get(params.client_id)?.dossier.redirect_uris ?? [];
  const mag =
    isVanBrowser(ctx, prompt.details) &&
    adressen.includes(params.redirect_uri) &&
    openingVan(params.client_id) === opening;
  return mag ? verzoek : undefined;
}
