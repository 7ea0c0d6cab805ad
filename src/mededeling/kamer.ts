import type { Kamer, Kern } from '../kamer.ts';
import type { LevendeToepassingen } from '../toepassingen/index.ts';
import type { Deurbenodigdheden } from './vraag_toegang.ts';

type Nodig = Pick<Kern, 'db' | 'klok'> &
  Pick<Deurbenodigdheden, 'leesKlassen' | 'leesToetsen'> & { toepassingen: LevendeToepassingen };

export const mededeling: Kamer<Nodig, { deurbenodigdheden: Deurbenodigdheden }> = {
  naam: 'mededeling',
  open: ({ db, klok, leesKlassen, leesToetsen, toepassingen }) => ({
    geeft: {
      deurbenodigdheden: {
        db,
        klok,
        toepassingen: toepassingen.alle,
        leesStopsZoNodig: toepassingen.leesStopsZoNodig,
        akteInWerking: toepassingen.akteInWerking,
        leesKlassen,
        leesToetsen,
      },
    },
  }),
};
