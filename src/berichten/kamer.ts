import type { Kamer } from '../kamer.ts';
import { BERICHTEN_VERZENDEN, BERICHTEN_ZOEKEN } from './berichttaken.ts';
import type { Berichtenbenodigd } from './open.ts';

export const berichten: Kamer<Berichtenbenodigd> = {
  naam: 'berichten',
  tabellen: { berichten: { wijzigt: ['verzonden_op', 'vervallen_op', 'pogingen', 'fout'] } },
  taken: [BERICHTEN_ZOEKEN, BERICHTEN_VERZENDEN],
  opdrachten: async () => (await import('./opdrachten/berichtopdrachten.ts')).berichtopdrachten,
  open: async (huis) => (await import('./open.ts')).openBerichten(huis),
};
