import type { Kern, Opening } from '../kamer.ts';
import { partijenIn } from '../protocol/index.ts';
import { maakGetuigenbode } from './getuigen/getuigenbode.ts';
import { stuurAanGetuige } from './getuigen/getuigenpost.ts';
import { logroutes } from './zegel/logroutes.ts';
import { originVan, wisVoorbije, zorgVoorLogsleutel } from './zegel/logsleutels.ts';
import { verzegelLog } from './zegel/verzegel.ts';

export interface Privacynodig extends Pick<Kern, 'db' | 'klok' | 'log'> {
  neven: Pick<Kern['neven'], 'zegelen' | 'bezorgen'>;
  instellingen: {
    issuer: string;
    /** Seals the keys of the log that are kept in the database. */
    hoofdsleutel: string;
    configmap: string;
    partijenmap?: string | undefined;
  };
}

/** A row is under a checkpoint within a minute, also when a turn finds a writer that takes long and waits. */
const ELKE_TWINTIG_SECONDEN = 20_000;

/** A new checkpoint is cosigned soon: an auditor asks for the newest. */
const ELKE_TIEN_SECONDEN = 10_000;

/** Opens the privacy log in a server: what anybody may read of it, its keys, the sealing, and its witnesses. */
export async function openPrivacylog({ db, neven, klok, log, instellingen }: Privacynodig): Promise<Opening> {
  const { hoofdsleutel, issuer } = instellingen;
  await zorgVoorLogsleutel(neven.zegelen, hoofdsleutel, originVan(issuer), klok.nu());
  const bode = maakGetuigenbode({
    ...{ db: neven.bezorgen, klok, log, stuur: stuurAanGetuige },
    partijenmap: instellingen.partijenmap ?? partijenIn(instellingen.configmap),
  });
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
      { door: 'huismeester', elke: ELKE_TIEN_SECONDEN, wat: 'bevragen van getuigen', doe: bode.kijk },
    ],
    stop: bode.stop,
  };
}
