import type { Klok } from '../../klok.ts';
import { leesVkey } from '../boom/vkey.ts';
import { databasebron } from '../controle/database/databasebron.ts';
import { vindMaand } from '../controle/database/vind_maand.ts';
import type { Logbron } from '../controle/logbron.ts';
import { type Checkpointrij, leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';
import { type Logsleutel, leesLogsleutels } from '../zegel/logsleutels.ts';
import type { Logdatabase } from './met_logdatabase.ts';

export interface GeopendLog {
  bron: Logbron;
  sleutels: Logsleutel[];
  laatste: Checkpointrij;
}

/**
 * The log in the database, as it is under its last checkpoint.
 * @param maand only the rows of this month, as `2026-11`
 * @throws Error in one line when nothing is sealed
 */
export async function openLogbron({ log, dienst }: Logdatabase, klok: Klok, maand?: string): Promise<GeopendLog> {
  const sleutels = await leesLogsleutels(dienst);
  const laatste = await leesLaatsteCheckpoint(dienst);
  const origin = leesVkey(sleutels[0]?.vkey ?? '')?.naam;
  if (!laatste || !origin)
    throw new Error('er is nog niets verzegeld: dat doet een server die draait, elke tien seconden');
  const rijen = maand
    ? await vindMaand({ log, dienst }, maand, laatste.tot_volgnummer)
    : { van: 0, tot: laatste.omvang };
  const bron = databasebron({
    log,
    dienst,
    laatste,
    omslag: { origin, omvang: laatste.omvang, rijen, gemaakt_op: klok.nu().toString() },
    periode: maand !== undefined,
    async *archief() {},
  });
  return { bron, sleutels, laatste };
}
