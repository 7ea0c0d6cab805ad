import type { Klok } from '../../../klok.ts';
import { isGestopt, type Stopzetting } from '../../../protocol/index.ts';
import type { Database } from '../../../store/index.ts';
import { leesLatereTekst, leesOpenrijen, leesStops } from '../../../toepassingen/index.ts';
import { leesOpenLeveringen } from '../rij/lees_leveringen.ts';
import { isVrij } from '../rij/leveringsslot.ts';
import { isKlaar, type Leveraar, type Levering, type Sluitreden } from '../rij/leveringstand.ts';
import { sluitIn } from './sluit_levering.ts';

/** What is known today of the act under which a delivery was opened. */
export interface Leveringstoestand {
  stopzetting: Stopzetting | undefined;
  /** The hash of a text of the same act that was in force later. */
  latereTekst: string | undefined;
  /** Whether its application is open. Always true where the recipient has none. */
  isOpen: boolean;
  vandaag: Temporal.PlainDate;
  /** Whether a process fills it now. */
  wordtGevuld: boolean;
}

/** Why an open delivery can't stay open, or undefined where it can. A stop comes before everything else. */
export function sluitredenVan(
  levering: Levering,
  { stopzetting, latereTekst, isOpen, vandaag, wordtGevuld }: Leveringstoestand,
): Exclude<Sluitreden, 'ontvangen' | 'ingetrokken'> | undefined {
  if (isGestopt(stopzetting, vandaag)) return 'stopgezet';
  if (latereTekst !== undefined) return 'akte_vervangen';
  if (!isOpen) return 'toepassing_gesloten';
  // Until it is handed over nothing left, and what it holds is the state of its own day.
  const totEnMet = levering.uitgereikt_op ? levering.uiterlijk : levering.dag;
  if (Temporal.PlainDate.compare(vandaag, totEnMet) > 0) return 'termijn';
  return isKlaar(levering) || wordtGevuld ? undefined : 'afgebroken';
}

/**
 * Closes every delivery that can't stay open. Nodes do this every two seconds, and each command does it first, so
 * that a stop counts although no node runs. It costs one statement when none is open.
 * @returns those that it closed
 */
export async function sluitVoorbijeLeveringen(
  { db, klok }: { db: Database; klok: Klok },
  wie: Leveraar,
): Promise<Levering[]> {
  const open = await leesOpenLeveringen(db);
  if (open.length === 0) return [];
  const [stops, openrijen] = [await leesStops(db), await leesOpenrijen(db)];
  const gesloten: Levering[] = [];
  for (const levering of open) {
    const { id, protocol, protocol_hash, client_id } = levering;
    const toestand = {
      stopzetting: stops.get(protocol),
      latereTekst: await leesLatereTekst(db, protocol, protocol_hash),
      isOpen: client_id === null || openrijen.some((een) => een.client_id === client_id),
      vandaag: klok.vandaag(),
    };
    // The lock is held until the closing is done, so that nobody begins to fill it meanwhile.
    const klaar = await db.transaction().execute(async (trx) => {
      const wordtGevuld = !isKlaar(levering) && !(await isVrij(trx, id));
      const reden = sluitredenVan(levering, { ...toestand, wordtGevuld });
      return reden && sluitIn(trx, klok, { id, reden, wie });
    });
    if (klaar) gesloten.push(klaar);
  }
  return gesloten;
}
