import type { Afmelder } from '../../kamer.ts';
import { type Database, hooguit } from '../../store/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { aankondiging } from './aankondiging.ts';
import { beeindigGeraakten } from './na_lading.ts';
import { beeindigSessie, beeindigSessiesVan, type Sessiekenmerk } from './sessie_einde.ts';

/** Each sign-out holds a connection, and one pupil may send the form often. */
const AFMELDINGEN_TEGELIJK = 2;

export interface Sessieafmelder extends Afmelder {
  /** Ends this session and tells its applications, after signing out or after "Dat ben ik niet". */
  eindigSessie(welke: Sessiekenmerk): Promise<void>;
}

/**
 * Makes what ends sessions, for a server or for a command. One transaction ends a session and writes the
 * messages. The messages wait in the database for a node that sends them (`bezorger.ts`).
 * @param toepassingen the applications that may receive a message, also the ones that closed; it is called
 * anew at each end
 */
export function maakAfmelder(db: Database, toepassingen: () => Iterable<Toepassing>): Sessieafmelder {
  const kondigAan = aankondiging(toepassingen);
  const sluis = hooguit(AFMELDINGEN_TEGELIJK);
  return {
    db,
    eindigSessie: (welke) => sluis(() => db.transaction().execute((trx) => beeindigSessie(trx, welke, kondigAan))),
    meldAccountsAf: (trx, accountUuids) => beeindigSessiesVan(trx, accountUuids, kondigAan),
    meldGeraakteAf: (trx, geraakt) => beeindigGeraakten(trx, geraakt, kondigAan),
  };
}
