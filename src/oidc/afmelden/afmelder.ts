import type { Afmelder } from '../../kamer.ts';
import { type Database, hooguit } from '../../store/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { aankondiging } from './aankondiging.ts';
import { beeindigGeraakten } from './na_lading.ts';
import { beeindigSessie, beeindigSessiesVan, type Sessiekenmerk } from './sessie_einde.ts';

/** Each holds a connection. One pupil may send the form often. */
const AFMELDINGEN_TEGELIJK = 2;

export interface Sessieafmelder extends Afmelder {
  /** Signed out, or "Dat ben ik niet": this session ends, and its applications hear of it. */
  eindigSessie(welke: Sessiekenmerk): Promise<void>;
}

/**
 * What ends sessions: one for a server, one for a command. Ending and telling are one transaction; the messages wait in the
 * database for a node that sends them (`bezorger.ts`).
 * @param toepassingen those that may hear of it, also the ones that closed; asked anew at each end
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
