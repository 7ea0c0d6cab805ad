import type { Kamer } from '../kamer.ts';
import type { Aanmeldnodig } from './open.ts';

export const aanmelden: Kamer<Aanmeldnodig> = {
  naam: 'aanmelden',
  tabellen: { activatiecodes: 'alles', aanmeldpogingen: 'alles' },
  aanhang: { activatiecodes: { zelf: 'go with the user name that they are for' } },
  opdrachten: async () => (await import('./opdrachten/aanmeldopdrachten.ts')).aanmeldopdrachten,
  // Loaded only by a server, because a command has no pages.
  open: async (huis) => (await import('./open.ts')).openAanmelden(huis),
};
