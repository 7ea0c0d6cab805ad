import type { Database } from '../../store/index.ts';
import { eisDatabaseadres, heeftGeheim, metDatabase } from '../../terminal/index.ts';
import { metVasteMaanden } from '../archief/vaste_maanden.ts';

/** Where an account that may read the log is named. */
const LEZERS = ['LEERID_LOG_DATABASE_URL', 'LEERID_DATABASE_OWNER_URL', 'DATABASE_URL'] as const;

/** The same database, by two accounts. */
export interface Logdatabase {
  /** May read the log. */
  log: Database;
  /** Serves: it adds rows to the log and reads its tree, and can't read the log. */
  dienst: Database;
}

/**
 * Does something with the log, of which no month leaves the database meanwhile. A statement may take as long as it
 * needs: no visitor waits for it.
 */
export function metLogdatabase<T>(doe: (bases: Logdatabase) => Promise<T>): Promise<T> {
  const adres = eisDatabaseadres(LEZERS.find(heeftGeheim));
  return metDatabase(
    (dienst) => metDatabase((log) => metVasteMaanden(log, () => doe({ log, dienst })), adres, { tijdslimiet: 0 }),
    eisDatabaseadres(),
    { tijdslimiet: 0 },
  );
}
