import type { Kamer } from '../kamer.ts';
import type { Openbaarnodig } from './open.ts';

/** What everybody may read of the protocols: pages, JSON and a feed. */
export const openbaar: Kamer<Openbaarnodig> = {
  naam: 'openbaar',
  // Only a server loads its pages.
  open: async (huis) => (await import('./open.ts')).openOpenbaar(huis),
};
