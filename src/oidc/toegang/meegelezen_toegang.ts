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

/**
 * The gate, for the requests of the library. The look-up before the gate also reads what the gate has to
 * know.
 */

/** Endpoints that ask the gate soon after they look up the session, the code or the token. */
const VRAGEN_TOEGANG = ['authorization', 'token', 'userinfo'];

/**
 * The moment for which a look-up also reads what the gate needs. Take it before the look-up. It is undefined
 * where nobody is going to ask the gate.
 */
export function momentOmMeeTeLezen(klok: Klok): Leesmoment | undefined {
  const eindpunt = huidigVerzoek()?.oidc.route;
  return eindpunt && VRAGEN_TOEGANG.includes(eindpunt) ? leesmoment(klok) : undefined;
}

export function onthoudToegang(clientId: string, account: string, lezing: Toegangslezing): void {
  geheugen().toegang.leg(sleutel(clientId, account), lezing);
}

/** Asks the gate. What a look-up read before midnight does not count after midnight. */
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
