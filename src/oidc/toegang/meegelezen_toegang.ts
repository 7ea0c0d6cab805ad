import { Provider } from 'oidc-provider';
import {
  type Deurbenodigdheden,
  type Leesmoment,
  leesmoment,
  type Toegangsantwoord,
  type Toegangslezing,
  vraagToegang,
} from '../../mededeling/index.ts';
import type { Poortlezer } from '../adapter/poortlezer.ts';
import { Vooruit } from '../adapter/vooruit.ts';

/** Endpoints that ask the gate soon after they looked up the session, the code or the token. */
const MET_POORT = ['authorization', 'token', 'userinfo'];

/** The gate, for the requests of this provider: what it has to know travels along with the look-up before it. */
export class Poort implements Poortlezer {
  readonly #nodig: Deurbenodigdheden;
  readonly #gelezen = new Vooruit<Toegangslezing>();

  constructor(nodig: Deurbenodigdheden) {
    this.#nodig = nodig;
  }

  begin(): Leesmoment | undefined {
    const verzoek = Provider.ctx;
    return verzoek && MET_POORT.includes(verzoek.oidc.route) ? leesmoment(this.#nodig.klok) : undefined;
  }

  leg(clientId: string, account: string, lezing: Toegangslezing): void {
    this.#gelezen.leg(sleutel(clientId, account), lezing);
  }

  vraag(clientId: string, account: string): Promise<Toegangsantwoord> {
    const gelezen = this.#gelezen.neem(sleutel(clientId, account));
    const isVanVandaag = gelezen?.begonnen.vandaag.equals(this.#nodig.klok.vandaag());
    return vraagToegang(this.#nodig, clientId, account, isVanVandaag ? gelezen : undefined);
  }
}

function sleutel(...delen: string[]): string {
  return delen.join(' ');
}
