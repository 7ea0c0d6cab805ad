import type { Leerlingbronnen } from '../../kamer.ts';
import type { Klok } from '../../klok.ts';
import type { Vormmakers } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import type { Ontvangst } from '../deurwoorden.ts';
import type { Aktenkennis } from '../vind_ontvangst.ts';

/** What the door needs for many pupils at once. */
export interface Bulkbenodigdheden extends Aktenkennis, Leerlingbronnen {
  /** Connections that no visitor needs. The door uses one at a time, and holds no transaction open. */
  db: Database;
  klok: Klok;
  /** Throws if it can't be known which protocols were stopped by now. */
  leesStopsZoNodig(): Promise<void>;
  /** Whether a one-off delivery is still to be made. `behalve` is the one that asks. */
  isEenmaligVrij(protocol: string, ontvanger: string, behalve: string): Promise<boolean>;
  /** What makes hashes and pseudonyms for this recipient. Without it, nothing leaves in those forms. */
  makersVoor?: ((ontvangst: Ontvangst) => Vormmakers) | undefined;
}
