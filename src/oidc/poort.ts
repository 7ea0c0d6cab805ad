import { Provider } from 'oidc-provider';
import { type Deurbenodigdheden, type Poortrij, type Toegangsantwoord, vraagToegang } from '../mededeling/index.ts';
import type { Poortlezer } from './adapter/poortlezer.ts';
import { Vooruit } from './adapter/vooruit.ts';

/** Endpoints that ask the gate soon after they looked up the session, the code or the token. */
const MET_POORT = ['authorization', 'token', 'userinfo'];

/** The gate, for the requests of this provider: what it has to know travels along with the look-up before it. */
export class Poort implements Poortlezer {
  readonly #nodig: Deurbenodigdheden;
  readonly #gelezen = new Vooruit<Poortrij | null>();

  constructor(nodig: Deurbenodigdheden) {
    this.#nodig = nodig;
  }

  dag(): string | undefined {
    const verzoek = Provider.ctx;
    return verzoek && MET_POORT.includes(verzoek.oidc.route) ? this.#nodig.klok.vandaag().toString() : undefined;
  }

  leg(clientId: string, account: string, dag: string, rij: Poortrij | null): void {
    this.#gelezen.leg(sleutel(clientId, account, dag), rij);
  }

  vraag(clientId: string, account: string): Promise<Toegangsantwoord> {
    const rij = this.#gelezen.neem(sleutel(clientId, account, this.#nodig.klok.vandaag().toString()));
    return vraagToegang(this.#nodig, clientId, account, rij);
  }
}

function sleutel(...delen: string[]): string {
  return delen.join(' ');
}
