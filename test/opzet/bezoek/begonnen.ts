import * as client from 'openid-client';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import type { Idp } from '../server/idp.ts';
import { relyingParty, vraagAan } from '../toepassing/relying_party.ts';
import { Bezoeker } from './bezoeker.ts';
import { aanmeldactie } from './formulier.ts';

/** Continues something that was begun, and says whether that still gives anything. */
type Verder = () => Promise<boolean>;

const heeftCode = ({ verder }: { verder: URL | undefined }) => verder?.searchParams.has('code') === true;

/** Types the password and stops there. The answer gives the next address, and nobody follows it. */
async function beantwoord(bezoeker: Bezoeker, url: URL, gebruikersnaam: string): Promise<Verder> {
  const html = (await bezoeker.volg(url)).text;
  const actie = new URL(aanmeldactie(html), url);
  const antwoord = await bezoeker.post(actie, { gebruikersnaam, wachtwoord: DEMOWACHTWOORD }, { origin: actie.origin });
  const verder = new URL(antwoord.get('location') ?? `niet beantwoord: ${antwoord.status}`, url);
  return async () => heeftCode(await bezoeker.volg(verder));
}

/**
 * Everything that a pupil can have begun at an application: in a session with two tabs, and on another
 * device.
 */
export async function beginAlles(idp: Idp, clientId: string, gebruikersnaam: string) {
  const rp = await relyingParty(idp, clientId);
  const aanvraag = async (extra: Record<string, string> = {}) => vraagAan(rp, clientId, extra);
  const gepusht = async () =>
    client.buildAuthorizationUrlWithPAR(rp, Object.fromEntries((await aanvraag()).url.searchParams));
  const bezoeker = new Bezoeker();
  const anderToestel = new Bezoeker();

  const eersteTab = await aanvraag();
  const tweedeTab = await beantwoord(bezoeker, (await aanvraag()).url, gebruikersnaam);
  const { verder } = await bezoeker.meldAan(eersteTab.url, gebruikersnaam);
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, eersteTab.controles);
  const stil = await aanvraag({ prompt: 'none' });
  const code = (await bezoeker.volg(stil.url)).verder as URL;
  const begonnen: Record<string, Verder> = {
    'access token': () => slaagt(client.fetchUserInfo(rp, access_token, client.skipSubjectCheck)),
    'code that is not redeemed': () => slaagt(client.authorizationCodeGrant(rp, code, stil.controles)),
    'sign-in answered and not followed': await beantwoord(anderToestel, (await aanvraag()).url, gebruikersnaam),
    'the same after a pushed request': await beantwoord(anderToestel, await gepusht(), gebruikersnaam),
    'the same in a second tab': tweedeTab,
    'the same in a session': await beantwoord(bezoeker, (await aanvraag({ prompt: 'login' })).url, gebruikersnaam),
    'pushed request in a session': (
      (url) => async () =>
        heeftCode(await bezoeker.volg(url))
    )(await gepusht()),
    session: async () => heeftCode(await bezoeker.volg((await aanvraag({ prompt: 'none' })).url)),
  };
  return {
    rp,
    bezoeker,
    /** What still works, in the order of the list. */
    async over(): Promise<string[]> {
      const werkt: string[] = [];
      for (const [wat, verder] of Object.entries(begonnen)) if (await verder()) werkt.push(wat);
      return werkt;
    },
    alles: Object.keys(begonnen),
  };
}

async function slaagt(poging: Promise<unknown>): Promise<boolean> {
  return poging.then(
    () => true,
    () => false,
  );
}
