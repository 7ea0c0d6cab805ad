import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { type Deurbenodigdheden, vraagOpen, WEIGERREDENEN, type Weigerreden } from '../../mededeling/index.ts';
import { geheugenVan } from '../bibliotheek/verzoekgeheugen.ts';
import { merkBrowser } from '../verzoek/browserband.ts';
import { gevraagdOnderwerp } from '../verzoek/onderwerp.ts';
import { vraagMeegelezenToegang } from './meegelezen_toegang.ts';
import { codeVoorToepassing } from './weigeringscode.ts';

const { base, Check, Prompt } = interactionPolicy;

/** Names of the prompts that end in a refusal. Their `details.reden` is the reason, for the pupil. */
export const WEIGERPROMPTS = ['open', 'toegang'];

const CODES = [...new Set(WEIGERREDENEN.map(codeVoorToepassing))];

/** Called for every pupil who may not enter. */
export type TelWeigering = (reden: Weigerreden, waar: { spoor?: string; clientId: string }) => void;

/**
 * What must happen before a code is given, in this order: is the application open today, who are you, may you
 * enter. There is no consent prompt: the legal ground is the protocol, and not the child's consent.
 * docs/keuzes/deur.md#no-consent-page
 */
export function toegangsbeleid(
  nodig: Deurbenodigdheden,
  tel: TelWeigering,
  onderwerp: (ctx: KoaContextWithOIDC, accountUuid: string) => Promise<string>,
) {
  const beleid = base();
  beleid.remove('consent');
  const aanmelden = beleid.get('login');
  for (const reden of ['id_token_hint', 'claims_id_token_sub_value']) aanmelden?.checks.remove(reden);
  aanmelden?.checks.add(gevraagdOnderwerp(onderwerp));
  beleid.add(
    weigerprompt('open', tel, (ctx) => vraagOpen(nodig, clientId(ctx))),
    0,
  );
  beleid.add(
    weigerprompt('toegang', tel, async (ctx) => {
      const antwoord = await vraagMeegelezenToegang(nodig, clientId(ctx), ctx.oidc.session?.accountId ?? '');
      return antwoord.toegelaten ? undefined : antwoord.reden;
    }),
  );
  for (const prompt of beleid) {
    const { details } = prompt;
    prompt.details = async (ctx) => ({ ...(await details(ctx)), browser: merkBrowser(ctx) });
  }
  return beleid;
}

/**
 * One check for each code that an application may hear. The library turns a refusal into a page for the pupil
 * or, with prompt=none, into an error at once. It runs the checks of a prompt together, and they share one
 * judgement.
 */
function weigerprompt(
  naam: string,
  tel: TelWeigering,
  beoordeel: (ctx: KoaContextWithOIDC) => Promise<Weigerreden | undefined>,
) {
  const eenmaal = (ctx: KoaContextWithOIDC) => {
    const { oordelen } = geheugenVan(ctx);
    const bekend = oordelen.get(naam);
    if (bekend) return bekend;
    const oordeel = beoordeel(ctx).then((reden) => {
      if (reden) tel(reden, { spoor: ctx.state?.spoor, clientId: clientId(ctx) });
      return reden;
    });
    oordelen.set(naam, oordeel);
    return oordeel;
  };
  const checks = CODES.map(
    (code) =>
      new Check(
        code,
        code,
        'access_denied',
        async (ctx) => {
          const reden = await eenmaal(ctx);
          return reden !== undefined && codeVoorToepassing(reden) === code;
        },
        async (ctx) => ({ reden: await eenmaal(ctx) }),
      ),
  );
  return new Prompt({ name: naam, requestable: false }, ...checks);
}

function clientId(ctx: KoaContextWithOIDC): string {
  return ctx.oidc.client?.clientId ?? '';
}
