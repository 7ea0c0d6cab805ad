import type { Kamer } from '../kamer.ts';

export const privacy: Kamer = {
  naam: 'privacy',
  tabellen: { privacylog: { enkelGelezenDoor: 'leerid_log' } },
  opdrachten: async () => (await import('./opdrachten/privacylogopdrachten.ts')).privacylogopdrachten,
  aanhang: { privacylog: { zelf: 'each row stays as it was written: it is the proof of what left (S0 art. 6)' } },
};
