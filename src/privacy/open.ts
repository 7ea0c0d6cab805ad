import type { Kern, Opening } from '../kamer.ts';
import { logroutes } from './zegel/logroutes.ts';
import { originVan, wisVoorbije, zorgVoorLogsleutel } from './zegel/logsleutels.ts';
import { verzegelLog } from './zegel/verzegel.ts';

export interface Privacynodig extends Pick<Kern, 'db' | 'klok'> {
  neven: Pick<Kern['neven'], 'zegelen'>;
  instellingen: {
    issuer: string;
    /** Seals the keys of the log that are kept in the database. */
    hoofdsleutel: string;
  };
}

/** A row is under a checkpoint within a minute, also when a turn finds a writer that takes long and waits. */
const ELKE_TWINTIG_SECONDEN = 20_000;

/** Opens the privacy log in a server: what anybody may read of it, its keys, and the sealing. */
export async function openPrivacylog({ db, neven, klok, instellingen }: Privacynodig): Promise<Opening> {
  const { hoofdsleutel, issuer } = instellingen;
  await zorgVoorLogsleutel(neven.zegelen, hoofdsleutel, originVan(issuer), klok.nu());
  return {
    routes: [logroutes({ db }).routes()],
    rondes: [
      {
        door: 'huismeester',
        elke: ELKE_TWINTIG_SECONDEN,
        wat: 'verzegelen van het privacylog',
        async doe() {
          await verzegelLog({ db: neven.zegelen, hoofdsleutel, nu: klok.nu });
          await wisVoorbije(neven.zegelen, klok.nu());
        },
      },
    ],
  };
}
