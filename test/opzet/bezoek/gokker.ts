import type { Configuration } from 'openid-client';
import type { Idp } from '../server/idp.ts';
import { relyingParty, vraagAan } from '../toepassing/relying_party.ts';
import { Bezoeker } from './bezoeker.ts';
import { aanmeldactie } from './formulier.ts';

const smartschool = new WeakMap<Idp, Promise<Configuration>>();

/**
 * Somebody at Smartschool's sign-in page, who sends the form as often as he likes. Of an earlier visit only
 * what the device remembers is left, as on another day.
 */
export async function gokker(idp: Idp, bezoeker = new Bezoeker()) {
  bezoeker.vergeet(bezoeker.koekjes().filter(({ naam }) => naam !== 'leerid_toestel'));
  const rp = smartschool.get(idp) ?? relyingParty(idp, 'smartschool');
  smartschool.set(idp, rp);
  const { url } = await vraagAan(await rp, 'smartschool');
  const html = (await bezoeker.volg(url)).text;
  const actie = new URL(aanmeldactie(html), idp.issuer);
  return async (gebruikersnaam: string, wachtwoord = 'verkeerd', signal?: AbortSignal) => {
    const antwoord = await bezoeker.stuur(actie, { gebruikersnaam, wachtwoord }, {}, signal);
    const { status, headers, verder } = antwoord;
    const zonderSpoor = antwoord.text.replace(/(?<=Spoornummer\D*)[A-Z0-9]{8}/, '…');
    return { status, headers, html: zonderSpoor, binnen: verder?.searchParams.has('code') ?? false };
  };
}
