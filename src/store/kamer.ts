import { ELK_UUR, type Kamer, type Kern } from '../kamer.ts';
import { systeemklok } from '../klok.ts';
import { onderhoudPartities } from './partities.ts';

export const store: Kamer<Pick<Kern, 'db'>> = {
  naam: 'store',
  tabellen: { geheimmerken: 'toevoegen', kysely_migration: 'lezen', kysely_migration_lock: 'lezen' },
  async open({ db }) {
    // Partitions follow the machine's clock, because the library's lifetimes do.
    const onderhoud = () => onderhoudPartities(db, systeemklok.nu());
    await onderhoud();
    return { rondes: [{ door: 'huismeester', elke: ELK_UUR, wat: 'onderhoud van de partities', doe: onderhoud }] };
  },
};
