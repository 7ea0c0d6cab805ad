import type { Context } from 'koa';
import { errors, type Provider } from 'oidc-provider';
import type { Interactie, Interacties } from '../../aanmelden/index.ts';
import { CATALOGUS, isLeverbaar } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { Bezoekersfout, FOUTEN, NAAR_BEGIN } from '../../web/index.ts';
import { vergeetWachtendVerzoek } from '../bibliotheek/binnenwerk.ts';
import { type Aansluitingen, isGesloten, uitwegNaar } from '../paginas/uitweg.ts';
import { ACR } from '../verzoek/acr.ts';
import { isVanBrowser } from '../verzoek/browserband.ts';
import { WEIGERPROMPTS } from './toegangsbeleid.ts';
import { codeVoorToepassing } from './weigeringscode.ts';

/** The library's interactions, as the sign-in pages see them. */
export function interactiesVan(
  nu: () => Provider,
  eindigSessie: (uid: string) => Promise<void>,
  bij: Aansluitingen,
): Interacties {
  const verlopen = ({ params: { clientId } }: Context) =>
    new Bezoekersfout(isGesloten(bij, clientId) ?? FOUTEN.verlopen, uitwegNaar(bij, clientId));
  return {
    async lees(ctx) {
      const { params, prompt } = await leesEigen(nu(), ctx, verlopen);
      const toepassing = bij.toepassingen.get(String(params.client_id));
      if (!toepassing || isGesloten(bij, params.client_id)) throw verlopen(ctx);
      return alsInteractie(toepassing, prompt, params.login_hint, String(params.redirect_uri));
    },
    async aangemeld(ctx, { accountUuid, generatie }) {
      const login = { accountId: accountUuid, acr: ACR, amr: ['pwd'], remember: false };
      await antwoord(nu(), ctx, { login, generatie });
    },
    async andereLeerling(ctx) {
      const interactie = await leesEigen(nu(), ctx, verlopen);
      if (interactie.session?.uid) await eindigSessie(interactie.session.uid);
      await interactie.destroy();
      ctx.status = 303;
      ctx.redirect((uitwegNaar(bij, ctx.params.clientId) ?? NAAR_BEGIN).adres);
    },
    async geweigerd(ctx, reden) {
      await antwoord(nu(), ctx, { error: 'access_denied', error_description: codeVoorToepassing(reden) });
    },
  };
}

function alsInteractie(
  { dossier, deel }: Toepassing,
  prompt: { name: string; details: Readonly<Record<string, unknown>> },
  loginHint: unknown,
  redirectUri: string,
): Interactie {
  const isWeigering = WEIGERPROMPTS.includes(prompt.name);
  return {
    soort: isWeigering ? 'weigering' : 'aanmelden',
    toepassing: dossier.naam,
    adressen: [redirectUri, dossier.initiate_login_uri ?? redirectUri, ...dossier.verdere_adressen],
    gegevens: deel.gegevens.filter(isLeverbaar).flatMap(({ code, artikel, reden }) => {
      const gewoon = CATALOGUS[code]?.uitgifte?.gewoon;
      return gewoon ? [{ gewoon, artikel, reden }] : [];
    }),
    loginHint: typeof loginHint === 'string' ? loginHint : undefined,
    reden: isWeigering ? String(prompt.details.reden) : undefined,
  };
}

/**
 * The waiting request of this very browser. It is gone after an hour, after an answer, or when another pupil
 * signed in meanwhile.
 */
async function leesEigen(provider: Provider, ctx: Context, verlopen: (ctx: Context) => Error) {
  try {
    const interactie = await provider.interactionDetails(ctx.req, ctx.res);
    const isHier = interactie.uid === ctx.params.uid && interactie.params.client_id === ctx.params.clientId;
    if (isHier && isVanBrowser(ctx, interactie.prompt.details)) return interactie;
  } catch (fout) {
    if (!(fout instanceof errors.SessionNotFound)) throw fout;
  }
  throw verlopen(ctx);
}

async function antwoord(provider: Provider, ctx: Context, resultaat: Parameters<Provider['interactionResult']>[2]) {
  const terug = await provider.interactionResult(ctx.req, ctx.res, resultaat, { mergeWithLastSubmission: false });
  vergeetWachtendVerzoek(provider, ctx);
  ctx.status = 303;
  ctx.redirect(terug);
}
