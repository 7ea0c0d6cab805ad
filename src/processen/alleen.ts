import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import { logStaatKlaar, logStopt } from '../gebeurtenissen.ts';
import type { Database } from '../store/index.ts';
import { maakDienst } from './dienst.ts';

/** The only process of this machine: it serves, and does the upkeep. */
export async function dienAlleen(instellingen: Instellingen, db: Database, log: Logger): Promise<void> {
  const dienst = await maakDienst(instellingen, db, log);
  await dienst.wordHuismeester();
  const sluit = (signaal: string) => {
    logStopt(log, signaal);
    void dienst.stop();
  };
  await dienst.luister();
  for (const signaal of ['SIGTERM', 'SIGINT']) process.once(signaal, sluit);
  // Logged last, so that whoever stops it at once stops all of it.
  logStaatKlaar(log, instellingen);
}
