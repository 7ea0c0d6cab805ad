import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Interactie, Interacties } from '../../aanmelden/index.ts';
import { protocolpad } from '../../openbaar/index.ts';
import { CATALOGUS, isLeverbaar } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { Bezoekersfout, FOUTEN, NAAR_BEGIN } from '../../web/index.ts';
import { hervattingspad, vergeetWachtendVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugenVan } from '../bibliotheek/verzoekgeheugen.ts';
import { type Aansluitingen, isGesloten, uitwegNaar } from '../paginas/uitweg.ts';
import { ACR } from '../verzoek/acr.ts';
import type { VerzegeldVerzoek } from '../verzoek/verzegeld_verzoek.ts';
import type { Wachtplaats } from '../verzoek/wachtplaats.ts';
import { WEIGERPROMPTS } from './toegangsbeleid.ts';
import { codeVoorToepassing } from './weigeringscode.ts';

export interface Interactiebenodigdheden {
  provider(): Provider;
  wachtplaats: Wachtplaats;
  eindigSessie(uid: string): Promise<void>;
  bij: Aansluitingen;
}

/** The requests that wait, as the sign-in pages see them. */
export function interactiesVan(nodig: Interactiebenodigdheden): Interacties {
  const { bij, eindigSessie } = nodig;
  return {
    async lees(ctx) {
      const { params, prompt } = await leesEigen(nodig, ctx);
      const toepassing = bij.toepassingen.get(params.client_id);
      if (!toepassing || isGesloten(bij, params.client_id)) throw verlopen(bij, ctx);
      return alsInteractie(toepassing, prompt, params.login_hint, params.redirect_uri);
    },
    async aangemeld(ctx, { accountUuid, generatie }) {
      const login = { accountId: accountUuid, acr: ACR, amr: ['pwd'], remember: false };
      await antwoord(nodig, ctx, { login, generatie });
    },
    async andereLeerling(ctx) {
      const verzoek = await leesEigen(nodig, ctx);
      if (verzoek.session?.uid) await eindigSessie(verzoek.session.uid);
      vergeet(nodig, ctx, verzoek);
      ctx.status = 303;
      ctx.redirect((uitwegNaar(bij, ctx.params.clientId) ?? NAAR_BEGIN).adres);
    },
    async geweigerd(ctx, reden) {
      await antwoord(nodig, ctx, { error: 'access_denied', error_description: codeVoorToepassing(reden) });
    },
  };
}

function alsInteractie(
  { dossier, protocol, deel }: Toepassing,
  prompt: { name: string; details: Readonly<Record<string, unknown>> },
  loginHint: unknown,
  redirectUri: string,
): Interactie {
  const isWeigering = WEIGERPROMPTS.includes(prompt.name);
  return {
    soort: isWeigering ? 'weigering' : 'aanmelden',
    toepassing: dossier.naam,
    adressen: [redirectUri, dossier.initiate_login_uri ?? redirectUri, ...dossier.verdere_adressen],
    gegevens: deel.gegevens
      .filter((een) => isLeverbaar(een))
      .flatMap(({ code, artikel, reden }) => {
        const gewoon = CATALOGUS[code]?.uitgifte?.gewoon;
        return gewoon ? [{ gewoon, artikel, reden }] : [];
      }),
    protocolpagina: protocolpad(protocol.protocol),
    loginHint: typeof loginHint === 'string' ? loginHint : undefined,
    reden: isWeigering ? String(prompt.details.reden) : undefined,
  };
}

/**
 * The waiting request of this page, read once per visit. It is over after `WACHTTIJD`, or when the session in
 * which it began ended or has another pupil by now. An answer takes its cookie away. Nobody can take the seal
 * back: a copy of the cookie still opens.
 */
async function leesEigen({ provider, wachtplaats, bij }: Interactiebenodigdheden, ctx: Context) {
  const onthouden = geheugenVan(ctx);
  if (onthouden.wachtend) return onthouden.wachtend;
  const verzoek = wachtplaats.verzoeken.lees(ctx, ctx.params.uid);
  const isHier = verzoek?.params.client_id === ctx.params.clientId;
  if (!verzoek || !isHier || !(await heeftNogZijnSessie(provider(), verzoek))) throw verlopen(bij, ctx);
  onthouden.wachtend = verzoek;
  return verzoek;
}

/** The library asks the same when it lends an interaction to a page (`provider.js`). */
async function heeftNogZijnSessie({ Session }: Provider, { session: begonnen }: VerzegeldVerzoek): Promise<boolean> {
  if (!begonnen?.uid) return true;
  const sessie = await Session.findByUid(begonnen.uid);
  return sessie !== undefined && sessie.accountId === begonnen.accountId;
}

function verlopen(bij: Aansluitingen, { params: { clientId } }: Context): Error {
  return new Bezoekersfout(isGesloten(bij, clientId) ?? FOUTEN.verlopen, uitwegNaar(bij, clientId));
}

async function antwoord(nodig: Interactiebenodigdheden, ctx: Context, resultaat: InteractionResults): Promise<void> {
  const verzoek = await leesEigen(nodig, ctx);
  nodig.wachtplaats.antwoorden.geef(ctx, verzoek, resultaat);
  vergeet(nodig, ctx, verzoek);
  ctx.status = 303;
  ctx.redirect(new URL(hervattingspad(verzoek.uid), nodig.provider().issuer).href);
}

function vergeet({ provider, wachtplaats }: Interactiebenodigdheden, ctx: Context, verzoek: VerzegeldVerzoek): void {
  wachtplaats.verzoeken.vergeet(ctx, verzoek);
  vergeetWachtendVerzoek(provider(), ctx);
}
