import type { Kamer } from '../kamer.ts';
import type { Aanmeldnodig } from './open.ts';

export const aanmelden: Kamer<Aanmeldnodig> = {
  naam: 'aanmelden',
  tabellen: { activatiecodes: 'alles', aanmeldpogingen: 'alles' },
  // Loaded for a server alone: a command has no pages.
  open: async (huis) => (await import('./open.ts')).openAanmelden(huis),
};
