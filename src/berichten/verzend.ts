import type { Klok } from '../klok.ts';
import type { Partijcontacten } from '../protocol/index.ts';
import type { Database } from '../store/index.ts';
import { type Berichtrij, leesTeVerzenden, noteerMislukt, noteerVervallen, noteerVerzonden } from './berichtrijen.ts';
import { geadresseerden, type Kanaal } from './geadresseerden.ts';

/** Resolves when the receiver took it. */
export type Verzender = (bericht: Berichtrij) => Promise<void>;

export interface Verzendbenodigdheden {
  db: Database;
  klok: Klok;
  verzenders: Readonly<Record<Kanaal, Verzender>>;
  leesContacten(): Promise<readonly Partijcontacten[]>;
  /** Called when a message was not taken several times in a row. */
  meldNietBezorgd(bericht: Pick<Berichtrij, 'protocol' | 'partij' | 'soort' | 'kanaal'>, fout: string): void;
}

/** Some five minutes of trying. */
const GEMELD_NA = 6;

/**
 * Sends one message, if it still has to be sent and its address still is a contact of the party. A process that dies
 * after the receiver took it, and before that is noted, sends it once more under the same identifier.
 * @throws Error when the receiver did not take it, so that it is tried again
 */
export async function verzendBericht(nodig: Verzendbenodigdheden, id: string): Promise<void> {
  const { db, klok, verzenders } = nodig;
  const bericht = await leesTeVerzenden(db, id);
  if (!bericht) return;
  const { partij, kanaal, adres } = bericht;
  const contacten = geadresseerden([partij], await nodig.leesContacten(), klok.vandaag());
  if (!contacten.some((een) => een.kanaal === kanaal && een.adres === adres)) {
    await noteerVervallen(db, id, klok.nu());
    return;
  }
  try {
    await verzenders[kanaal](bericht);
  } catch (fout) {
    const reden = redenVan(fout);
    if ((await noteerMislukt(db, id, reden)) === GEMELD_NA) nodig.meldNietBezorgd(bericht, reden);
    throw new Error(reden);
  }
  await noteerVerzonden(db, id, klok.nu());
}

/** An SMTP server's words may quote the message, so only its code is kept. */
function redenVan(fout: unknown): string {
  const { code, responseCode, message } = fout as NodeJS.ErrnoException & { responseCode?: number };
  return responseCode ? `SMTP ${responseCode}` : (code ?? message);
}
