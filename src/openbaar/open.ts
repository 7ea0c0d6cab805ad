import { ELKE_TWEE_SECONDEN, type Kern, type Opening } from '../kamer.ts';
import type { LevendeToepassingen } from '../toepassingen/index.ts';
import { maakRegisterstand } from './antwoord/registerstand.ts';
import { volgRegisterteksten } from './feiten/volg_registerteksten.ts';
import { enkelLezen, openbaarroutes } from './openbaarroutes.ts';

export type Openbaarnodig = Pick<Kern, 'neven' | 'klok'> & {
  instellingen: { issuer: string; demo: boolean };
  toepassingen: LevendeToepassingen;
};

/** Opens the register in a server: its pages, and what keeps them up to date. */
export async function openOpenbaar({ neven, klok, instellingen, toepassingen }: Openbaarnodig): Promise<Opening> {
  const { issuer, demo } = instellingen;
  const teksten = volgRegisterteksten(neven.volgen);
  await teksten.ververs();
  return {
    routes: [openbaarroutes(maakRegisterstand({ klok, toepassingen, teksten, issuer, demo })).routes()],
    overige: [enkelLezen],
    rondes: [
      { door: 'elk', elke: ELKE_TWEE_SECONDEN, wat: 'bijhouden van het openbaar register', doe: teksten.ververs },
    ],
  };
}
