import type { Database } from '../../../store/index.ts';
import type { Checkpointrij } from '../../zegel/checkpointrijen.ts';
import type { Omslag } from '../logbron.ts';
import type { Plaatstekst } from './plaatslezer.ts';

/** What of the log in the database is wanted, and where it stands. */
export interface Bronvraag {
  /** For an account that may read the log. */
  log: Database;
  /** For an account that may read its tree: the one that serves. */
  dienst: Database;
  /** The last checkpoint. The log is read up to there. */
  laatste: Checkpointrij;
  /** Of a month, only its rows are read. Otherwise all are, also where none has to be. */
  omslag: Omslag;
  /** The rows of months that are in a file and no longer in the database, in the order of the tree. */
  archief(): AsyncIterable<Plaatstekst>;
}
