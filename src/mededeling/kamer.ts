import { ELK_UUR, ELKE_TWEE_SECONDEN, type Kamer, type Kern } from '../kamer.ts';
import type { LevendeToepassingen } from '../toepassingen/index.ts';
import { leesOnbevestigdeLeveringen } from './leveringen/rij/lees_leveringen.ts';
import { DAGEN_GEDULD, logGeslotenLevering, logOnbevestigdeLeveringen } from './leveringen/rij/leveringslog.ts';
import { sluitVoorbijeLeveringen } from './leveringen/sluiten/sluit_voorbije.ts';
import type { Deurbenodigdheden } from './vraag_toegang.ts';

type Nodig = Pick<Kern, 'db' | 'klok' | 'log'> &
  Pick<Deurbenodigdheden, 'leesKlassen' | 'leesToetsen'> & { toepassingen: LevendeToepassingen };

export const mededeling: Kamer<Nodig, { deurbenodigdheden: Deurbenodigdheden }> = {
  naam: 'mededeling',
  tabellen: {
    leveringen: {
      wijzigt: [
        ...['klaar_op', 'aantal', 'bytes', 'delen', 'sha256', 'uitgereikt_op'],
        ...['ontvangen_op', 'ontvangen_door', 'gesloten_op', 'gesloten_reden', 'sleutel'],
      ],
    },
    leveringdelen: 'alles',
    leveringhandelingen: 'toevoegen',
  },
  opdrachten: async () => (await import('./opdrachten/leveringopdrachten.ts')).leveringopdrachten,
  open({ db, klok, log, leesKlassen, leesToetsen, toepassingen }) {
    const meldOnbevestigd = logOnbevestigdeLeveringen(log);
    return {
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
      rondes: [
        {
          door: 'huismeester',
          elke: ELKE_TWEE_SECONDEN,
          wat: 'sluiten van leveringen',
          async doe() {
            const gesloten = await sluitVoorbijeLeveringen({ db, klok }, { soort: 'machine', id: 'leveringen' });
            for (const levering of gesloten) logGeslotenLevering(log, levering);
          },
        },
        {
          door: 'huismeester',
          elke: ELK_UUR,
          wat: 'nazien van onbevestigde leveringen',
          async doe() {
            meldOnbevestigd(await leesOnbevestigdeLeveringen(db, klok.nu(), DAGEN_GEDULD), klok.vandaag());
          },
        },
      ],
    };
  },
};
