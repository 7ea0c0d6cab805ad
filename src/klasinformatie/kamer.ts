import type { Kamer, Kern } from '../kamer.ts';
import type { Akte } from '../protocol/index.ts';
import { leesKlassen } from './klas.ts';
import { klasbewaring } from './klasbewaring.ts';

export const klasinformatie: Kamer<
  Pick<Kern, 'db' | 'klok'>,
  { leesKlassen(leerling: string, akte: Akte): ReturnType<typeof leesKlassen> }
> = {
  naam: 'klasinformatie',
  tabellen: {
    klassen: 'alles',
    klastoewijzingen: 'alles',
    // A school's declaration is made once and stopped once. What it says never changes (S2 art. 12).
    akkoordverklaringen: { wijzigt: ['gestopt_op', 'gestopt_door', 'gestopt_reden'] },
  },
  aanhang: { klastoewijzingen: { gaatMee: { sleutel: ['klas_id', 'van'] } } },
  bewaring: klasbewaring,
  opdrachten: async () => (await import('./opdrachten/klasinformatieopdrachten.ts')).klasinformatieopdrachten,
  open: ({ db, klok }) => ({ geeft: { leesKlassen: (leerling, akte) => leesKlassen(db, klok, leerling, akte) } }),
};
