import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import { logStaatKlaar, logStopt } from '../gebeurtenissen.ts';
import type { Database } from '../store/index.ts';
import { maakDienst } from './dienst.ts';
import { neemOnderhoudOp } from './onderhoud.ts';

/** The only process of this machine: it serves, and does the upkeep. */
export async function dienAlleen(instellingen: Instellingen, db: Database, log: Logger): Promise<void> {
  const dienst = await maakDienst(instellingen, db, log);
  const gestopt = new AbortController();
  await dienst.luister();
  const sluit = (signaal: string) => {
    logStopt(log, signaal);
    gestopt.abort();
    void dienst.stop();
  };
  for (const signaal of ['SIGTERM', 'SIGINT']) process.once(signaal, sluit);
  // Visitors come first: what the upkeep needs is loaded while they are served.
  if (await neemOnderhoudOp(dienst, log, gestopt.signal)) logStaatKlaar(log, instellingen);
}
