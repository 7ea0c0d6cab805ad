import type { Klok } from '../../klok.ts';
import {
  type Deurbenodigdheden,
  type Leesmoment,
  leesmoment,
  type Toegangsantwoord,
  type Toegangslezing,
  vraagToegang,
} from '../../mededeling/index.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';

/** The gate, for the requests of the library: what it has to know is read along by the look-up before it. */

/** Endpoints that ask the gate soon after they looked up the session, the code or the token. */
const VRAGEN_TOEGANG = ['authorization', 'token', 'userinfo'];

/** The moment of which a look-up is to read along, to be taken before it. Undefined where nobody is going to ask the gate. */
export function momentOmMeeTeLezen(klok: Klok): Leesmoment | undefined {
  const eindpunt = huidigVerzoek()?.oidc.route;
  return eindpunt && VRAGEN_TOEGANG.includes(eindpunt) ? leesmoment(klok) : undefined;
}

export function onthoudToegang(clientId: string, account: string, lezing: Toegangslezing): void {
  geheugen().toegang.leg(sleutel(clientId, account), lezing);
}

/** Asks the gate. What was read along before midnight counts no more after it. */
export function vraagMeegelezenToegang(
  nodig: Deurbenodigdheden,
  clientId: string,
  account: string,
): Promise<Toegangsantwoord> {
  const gelezen = geheugen().toegang.neem(sleutel(clientId, account));
  const isVanVandaag = gelezen?.begonnen.vandaag.equals(nodig.klok.vandaag());
  return vraagToegang(nodig, clientId, account, isVanVandaag ? gelezen : undefined);
}

function sleutel(clientId: string, account: string): string {
  return `${clientId} ${account}`;
}
