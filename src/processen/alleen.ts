import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import { logStaatKlaar, logStopt } from '../gebeurtenissen.ts';
import type { Database } from '../store/index.ts';
import { maakDienst } from './dienst.ts';

/** The only process of this machine: it serves, and does the upkeep. */
export async function dienAlleen(instellingen: Instellingen, db: Database, log: Logger): Promise<void> {
  const dienst = await maakDienst(instellingen, db, log);
  await dienst.luister();
  // Visitors come first: what the upkeep needs is loaded while they are served. Should it fail to begin, then all of it
  // ends, as at any other fault of a start.
  const onderhoud = dienst.wordHuismeester();
  const sluit = (signaal: string) => {
    logStopt(log, signaal);
    void dienst.stop();
  };
  for (const signaal of ['SIGTERM', 'SIGINT']) process.once(signaal, sluit);
  await onderhoud;
  logStaatKlaar(log, instellingen);
}
