import type { Kamer, Kern } from '../kamer.ts';
import type { Database } from '../store/index.ts';
import { TOETSBEWARING, wisToetsenElkeNacht } from './toetsbewaring.ts';
import { bewaarvensters, type Toetsakten } from './toetstermijn.ts';
import { leesToegewezenToetsen } from './toewijzing.ts';

type Nodig = Pick<Kern, 'db' | 'klok' | 'log'> & {
  /** The acts and the signed dossiers of the folder, whether this node may use them or not. */
  leesAktestanden(trx: Database): Promise<Toetsakten>;
};

interface Geeft {
  leesToetsen(
    leerling: string,
    vensters: Parameters<typeof leesToegewezenToetsen>[2],
  ): ReturnType<typeof leesToegewezenToetsen>;
}

export const toetsen: Kamer<Nodig, Geeft> = {
  naam: 'toetsen',
  tabellen: { toetsen: 'alles', toetstoewijzingen: 'alles' },
  aanhang: { toetstoewijzingen: { gaatMee: { sleutel: ['toets', 'van'] } } },
  taken: [TOETSBEWARING],
  open({ db, klok, log, leesAktestanden }) {
    const leesBewaarvensters = async (trx: Database) => bewaarvensters(await leesAktestanden(trx));
    return {
      geeft: { leesToetsen: (leerling, vensters) => leesToegewezenToetsen(db, leerling, vensters) },
      onderhoud: (rooster) =>
        wisToetsenElkeNacht({ db, klok, rooster, leesBewaarvensters }, (toetstoewijzingen) =>
          log.info({ toetstoewijzingen }, 'bewaring: gewist'),
        ),
    };
  },
};
