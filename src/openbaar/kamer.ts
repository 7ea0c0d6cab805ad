import { ELKE_TWEE_SECONDEN, type Kamer, type Kern } from '../kamer.ts';
import type { LevendeToepassingen } from '../toepassingen/index.ts';
import { maakRegisterstand } from './antwoord/registerstand.ts';
import { volgRegisterteksten } from './feiten/volg_registerteksten.ts';
import { openbaarroutes } from './openbaarroutes.ts';

type Nodig = Pick<Kern, 'neven' | 'klok'> & {
  instellingen: { issuer: string; demo: boolean };
  toepassingen: LevendeToepassingen;
};

/** What everybody may read of the protocols: pages, JSON and a feed. */
export const openbaar: Kamer<Nodig> = {
  naam: 'openbaar',
  async open({ neven, klok, instellingen: { issuer, demo }, toepassingen }) {
    const teksten = volgRegisterteksten(neven.volgen);
    await teksten.ververs();
    const zoek = maakRegisterstand({ klok, toepassingen, teksten, issuer, demo });
    return {
      routes: [openbaarroutes(zoek).routes()],
      rondes: [
        { door: 'elk', elke: ELKE_TWEE_SECONDEN, wat: 'bijhouden van het openbaar register', doe: teksten.ververs },
      ],
    };
  },
};
