import { leesGeheim } from '../../geheimen.ts';
import type { Stopzetting } from '../../protocol/index.ts';
import { metDatabase } from '../../terminal/index.ts';
import { type BewaardeTeksten, type Houder, leesBewaardeTeksten, leesHouders, leesStops } from '../index.ts';

/** What a command knows beyond the files, and what it says about that. */
export interface Bekend {
  stops: ReadonlyMap<string, Stopzetting>;
  /** The texts that were in force on any node. */
  bewaard: BewaardeTeksten;
  /** To which party each client_id belongs. */
  houders: ReadonlyMap<string, Houder>;
  regels: string[];
  /** False when these could not be read. Then nobody may conclude that a protocol is in force. */
  goed: boolean;
}

export async function leesBekend(): Promise<Bekend> {
  const niet = 'stops in de database, en van wie een client_id is, zijn niet nagekeken';
  const niets = { stops: new Map(), bewaard: new Map(), houders: new Map() };
  try {
    if (!leesGeheim(process.env, 'DATABASE_URL')) {
      return { ...niets, regels: [`! zonder DATABASE_URL: ${niet}`], goed: true };
    }
    return await metDatabase(async (db) => ({
      stops: await leesStops(db),
      bewaard: await leesBewaardeTeksten(db),
      houders: await leesHouders(db),
      regels: [],
      goed: true,
    }));
  } catch (fout) {
    return { ...niets, regels: [`✗ ${niet}: ${(fout as Error).message}`], goed: false };
  }
}
