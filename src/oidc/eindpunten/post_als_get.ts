import Router from '@koa/router';
import { decodeJwt } from 'jose';
import type { Client, Provider } from 'oidc-provider';
import { leesFormulier } from '../../web/index.ts';
import type { Naamzegel } from '../verzoek/naamzegel.ts';
import { metOnderwerp } from '../verzoek/onderwerp.ts';

type Velden = Record<string, unknown>;

/**
 * POST must work at the authorization endpoint (OIDC Core § 3.1.2.1) and at the logout endpoint (RP-Initiated
 * Logout § 2). The library accepts it only with cookies that travel with every cross-site request. So we turn
 * it into the GET that it means, and a Lax cookie does travel with that. An ID token that came in the form is
 * not put in that address. What the token says goes along instead. A user name goes along sealed when it
 * fills in a form. It is left out when nobody reads it.
 */
export function postAlsGet(nu: () => Provider, naamzegel: Naamzegel): Router {
  const router = new Router();
  for (const [pad, zegHint] of [
    ['/authorize', onderwerpVanHint],
    ['/logout', clientVanHint],
  ] as const) {
    router.post(pad, leesFormulier(), async (ctx) => {
      const { id_token_hint: hint, logout_hint: _naam, ...velden } = (ctx.request.body ?? {}) as Velden;
      const gezegd = hint ? await zegHint(nu(), hint, velden).catch(() => ONGELDIG) : {};
      const login_hint = naamzegel.verzegel(velden.login_hint);
      ctx.status = 303;
      ctx.redirect(`${ctx.path}?${alsVraag({ ...velden, ...gezegd, login_hint })}`);
    });
  }
  return router;
}

/** Takes the place of a hint that proves nothing. The library then refuses it in its own words. */
const ONGELDIG = { id_token_hint: 'ongeldig' };

async function onderwerpVanHint(provider: Provider, hint: unknown, velden: Velden): Promise<Velden> {
  const { payload } = await controleer(provider, hint, velden.client_id);
  return { claims: metOnderwerp(velden.claims, payload.sub) };
}

async function clientVanHint(provider: Provider, hint: unknown, velden: Velden): Promise<Velden> {
  const { client } = await controleer(provider, hint, velden.client_id ?? decodeJwt(String(hint)).aud);
  return { client_id: client.clientId };
}

async function controleer(provider: Provider, hint: unknown, clientId: unknown) {
  const client = (await provider.Client.find(String(clientId))) as Client;
  return { client, ...(await provider.IdToken.validate(String(hint), client)) };
}

function alsVraag(velden: Velden): string {
  const paren = Object.entries(velden).flatMap(([naam, waarde]) =>
    waarde === undefined ? [] : [waarde].flat().map((een) => [naam, String(een)]),
  );
  return new URLSearchParams(paren).toString();
}
