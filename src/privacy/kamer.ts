import type { Kamer } from '../kamer.ts';
import type { Privacynodig } from './open.ts';

export const privacy: Kamer<Privacynodig> = {
  naam: 'privacy',
  tabellen: {
    // Whoever takes over a server can give a row no number under which it is never sealed.
    privacylog: { enkelGelezenDoor: 'leerid_log', vanzelf: ['id', 'volgnummer', 'zout'] },
    privacylogtegels: { wijzigt: ['hashes', 'volgnummers'] },
    privacylogcheckpoints: 'toevoegen',
    privacylogsleutels: { wijzigt: ['verzegeld', 'tot'] },
    medeondertekeningen: 'toevoegen',
    getuigenstanden: { wijzigt: ['omvang', 'stand', 'reden', 'sinds', 'pogingen', 'volgende_op'] },
    privacylogarchieven: 'lezen',
  },
  opdrachten: async () => (await import('./opdrachten/privacylogopdrachten.ts')).privacylogopdrachten,
  aanhang: { privacylog: { zelf: 'each row stays as it was written: it is the proof of what left (S0 art. 6)' } },
  // Only a server loads this, because a command has no routes.
  open: async (huis) => (await import('./open.ts')).openPrivacylog(huis),
};
