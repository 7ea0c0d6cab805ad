import { hash } from 'node:crypto';
import { decodeJwt, type JWK } from 'jose';
import type { Context } from 'koa';
import { type Client, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';

/**
 * What we know of the internals of oidc-provider, beyond what its configuration offers. No other file of ours
 * knows them (`test/huis/binnenwerk.test.ts`). So we compare a new version of the library with this file
 * alone. This describes version 9.13.
 * docs/keuzes/openid.md#one-file-knows-the-insides-of-the-library
 */

type Oidc = KoaContextWithOIDC['oidc'];

/**
 * The request that the library is answering now. It is undefined elsewhere, also on our own pages of the
 * sign-in.
 */
export function huidigVerzoek(): KoaContextWithOIDC | undefined {
  return Provider.ctx;
}

/**
 * The same object under another type. The library adds `oidc` to the context that Koa made, and gives it a
 * type of its own.
 */
export function alsKoa(ctx: KoaContextWithOIDC): Context {
  return ctx as unknown as Context;
}

/** The context as the library sees it. `oidc` is missing when the library did not handle this request. */
export function alsOidc(ctx: Context): Omit<KoaContextWithOIDC, 'oidc'> & { oidc?: Oidc } {
  return ctx as unknown as KoaContextWithOIDC;
}

/** Nobody receives the answer to a HEAD request, or an answer after the connection was closed. */
export function niemandHoortHet({ method, req }: Pick<Context, 'method' | 'req'>): boolean {
  return method === 'HEAD' || req.socket.destroyed;
}

/**
 * Whether this request succeeded, at the moment when the library saves its session (`shared/session.js`). If it
 * failed, the library makes its answer later.
 */
export function heeftAntwoord({ status }: Pick<Context, 'status'>): boolean {
  return status < 400;
}

/** The application that a request names. Nothing has checked it yet. */
export function genoemdeClient(): string | undefined {
  const genoemd = huidigVerzoek()?.query.client_id;
  return typeof genoemd === 'string' && /^[\w.-]{1,64}$/.test(genoemd) ? genoemd : undefined;
}

/** The request that waited for a sign-in and that goes on now (`resume.js`), or that begins to wait. */
export function wachtendVerzoek(oidc: Oidc): Oidc['entities']['Interaction'] {
  return oidc.entities.Interaction;
}

/**
 * Refuses to go on with a request whose application is closed, as the library refuses a new one
 * (`client.js`). The parameters let its error give the `state` back. `noclient` keeps the error on a page of
 * ours.
 */
export function weigerGesloten(params: Readonly<Record<string, unknown>>): never {
  Object.assign(huidigVerzoek()?.oidc ?? {}, { params, noclient: true });
  throw new errors.InvalidClient('client is invalid', 'client not found');
}

/**
 * The application of a request, also where it is not connected any more. What goes on came out of a seal, so
 * the application that it names was one.
 */
export function clientVan(oidc: Oidc | undefined): string | undefined {
  const verzegeld = oidc?.route === 'resume' ? oidc.params?.client_id : undefined;
  return oidc?.client?.clientId ?? (verzegeld as string | undefined);
}

/** What a valid `id_token_hint` says. */
export function gelezenHint(oidc: Oidc): { sub?: unknown } | undefined {
  return oidc.entities.IdTokenHint?.payload;
}

export function isVoorafIngediend(oidc: Oidc): boolean {
  return oidc.entities.PushedAuthorizationRequest !== undefined;
}

/**
 * The access token that this request gives or shows. At the token endpoint the library sets it here before it
 * keeps it (`grant_common.js`).
 */
export function tokenVanVerzoek(oidc: Oidc): Oidc['entities']['AccessToken'] {
  return oidc.entities.AccessToken;
}

/**
 * The former identifier of this request's session. After a sign-in the library destroys the session under
 * that identifier, and then saves it under the new one (`models/session.js`).
 */
export function vorigSessieId(): string | undefined {
  return (huidigVerzoek()?.oidc.session as { oldId?: string } | undefined)?.oldId;
}

/**
 * Leaves the browser as it was, because its session could not be saved. By then the library has set the
 * cookie of that session, and taken away the cookies of the request that went on. The mark keeps it from
 * trying to save the session once more (`shared/session.js`).
 */
export function laatBrowserOngemoeid(): void {
  const verzoek = huidigVerzoek();
  verzoek?.remove('Set-Cookie');
  if (verzoek?.oidc.session) Object.assign(verzoek.oidc.session, { destroyed: true });
}

/**
 * Whether a one-time object belongs to the DPoP proof of this request, and not to a client assertion
 * (`replay_detection.js`).
 */
export function isProofVanVerzoek(id: string): boolean {
  const verzoek = huidigVerzoek();
  const proof = verzoek?.get('DPoP');
  if (!verzoek || !proof) return false;
  const clientId = verzoek.oidc.client?.clientId ?? verzoek.oidc.accessToken?.clientId;
  const naam = `${clientId}${decodeJwt(proof).jti}`;
  return id === hash('sha256', naam, 'base64url');
}

/**
 * Removes the cookie of a waiting request. Its path is that of the request's page, with its client and its
 * identifier.
 */
export function vergeetWachtendVerzoek(provider: Provider, ctx: Context): void {
  const path = ctx.path.split('/').slice(0, 4).join('/');
  ctx.cookies.set(provider.cookieName('interaction'), null, { path, httpOnly: true, sameSite: 'lax', signed: false });
}

/** An address as the library's router compares it (`helpers/router.js`): capitals and a last slash do not count. */
export function adresVoorRouter({ path }: Context): string {
  return path.toLowerCase().replace(/\/$/, '');
}

/** The address where a waiting request goes on. It is the library's own. */
export function hervattingspad(uid: string): string {
  return `/authorize/${uid}`;
}

/** Whether a waiting request goes on here. The router also accepts addresses in capitals. */
export function isHervatting({ path }: Context): boolean {
  return /^\/authorize\//i.test(path);
}

/**
 * Whether this is the answer to "do you want to sign out". It matches addresses as loosely as the router
 * does.
 */
export function isAfmeldbevestiging({ path }: Context): boolean {
  return /^\/logout\/confirm\/?$/i.test(path);
}

/** Reads the form that sends itself (`response_modes/form_post.js`). Its address and fields are escaped. */
export function leesDoorstuurformulier(body: unknown): { adres: string; velden: string } | undefined {
  if (typeof body !== 'string' || !body.includes('<title>Submitting Callback</title>')) return undefined;
  const [, adres] = /<form method="post" action="([^"]+)">/.exec(body) ?? [];
  const velden = body.match(/<input type="hidden"[^>]*>/g) ?? [];
  return adres ? { adres, velden: velden.join('') } : undefined;
}

/** The library's store of the keys that a client publishes. */
export interface Sleutelbos {
  jwksUri?: string;
  /** In epoch seconds. An answer without keys does not move it, and no answer does not move it either. */
  freshUntil?: number;
  refresh(): Promise<void>;
  selectForVerify(bij: { alg: string; kid: string | undefined }): JWK[];
}

export function sleutelbosVan(client: Client): Sleutelbos {
  return (client as unknown as { asymmetricKeyStore: Sleutelbos }).asymmetricKeyStore;
}

/**
 * Replaces how the library compares secrets. The library says that this method is the place for another rule
 * (its discussion 1410).
 */
export function vervangGeheimvergelijking(
  provider: Provider,
  klopt: (clientId: string, gegeven: string) => boolean,
): void {
  provider.Client.prototype.compareClientSecret = function (gegeven) {
    return klopt(this.clientId, gegeven);
  };
}
