import type { Context } from 'koa';
import { errors, type Provider } from 'oidc-provider';
import type { Interactie, Interacties } from '../aanmelden/index.ts';
import { CATALOGUS } from '../protocol/index.ts';
import type { Toepassing } from '../toepassingen/index.ts';
import { Bezoekersfout, FOUTEN } from '../web/index.ts';
import { POORTEN } from './toegangsbeleid.ts';
import { ACR } from './verzoekregels.ts';

/** The library's interactions, as the sign-in pages see them. */
export function interactiesVan(provider: Provider, toepassingen: ReadonlyMap<string, Toepassing>): Interacties {
  return {
    async lees(ctx) {
      const { uid, params, prompt } = await leesEigen(provider, ctx);
      const toepassing = toepassingen.get(String(params.client_id));
      if (!toepassing || uid !== ctx.params.uid)
        throw new errors.SessionNotFound('interaction belongs to another page');
      return alsInteractie(toepassing, prompt, params.login_hint, String(params.redirect_uri));
    },
    async aangemeld(ctx, accountUuid) {
      await antwoord(provider, ctx, { login: { accountId: accountUuid, acr: ACR, amr: ['pwd'], remember: false } });
    },
    async geweigerd(ctx, code) {
      await antwoord(provider, ctx, { error: 'access_denied', error_description: code });
    },
  };
}

function alsInteractie(
  { dossier, deel }: Toepassing,
  prompt: { name: string; reasons: string[] },
  loginHint: unknown,
  redirectUri: string,
): Interactie {
  const isWeigering = POORTEN.includes(prompt.name);
  return {
    soort: isWeigering ? 'weigering' : 'aanmelden',
    toepassing: dossier.naam,
    adressen: [redirectUri],
    gegevens: deel.gegevens.flatMap(({ code, reden, artikel }) => {
      const datum = CATALOGUS[code];
      return datum?.uitgifte ? [{ naam: datum.naam, reden, artikel }] : [];
    }),
    loginHint: typeof loginHint === 'string' ? loginHint : undefined,
    reden: isWeigering ? prompt.reasons[0] : undefined,
  };
}

/** The request of this very browser; it is gone after an hour, after an answer, or when the pupil changed meanwhile. */
async function leesEigen(provider: Provider, ctx: Context) {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch (fout) {
    throw fout instanceof errors.SessionNotFound ? new Bezoekersfout(FOUTEN.verlopen, fout) : fout;
  }
}

async function antwoord(provider: Provider, ctx: Context, resultaat: Parameters<Provider['interactionResult']>[2]) {
  const terug = await provider.interactionResult(ctx.req, ctx.res, resultaat, { mergeWithLastSubmission: false });
  ctx.cookies.set(provider.cookieName('interaction'), null, { path: `/aanmelden/${ctx.params.uid}` });
  ctx.status = 303;
  ctx.redirect(terug);
}
