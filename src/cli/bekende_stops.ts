import { leesGeheim } from '../geheimen.ts';
import type { Stopzetting } from '../protocol/index.ts';
import { leesStops } from '../toepassingen/index.ts';
import { metDatabase } from './database.ts';

/** What a command knows of stops that stand in no file, and what it has to say about that. */
export interface BekendeStops {
  stops: ReadonlyMap<string, Stopzetting>;
  regels: string[];
  /** Not when they were to be read and could not be: then nobody may conclude that a protocol is in force. */
  goed: boolean;
}

export async function leesBekendeStops(): Promise<BekendeStops> {
  const niet = 'stops in de database zijn niet nagekeken';
  try {
    if (!leesGeheim(process.env, 'DATABASE_URL')) {
      return { stops: new Map(), regels: [`! zonder DATABASE_URL: ${niet}`], goed: true };
    }
    return { stops: await metDatabase(leesStops), regels: [], goed: true };
  } catch (fout) {
    return { stops: new Map(), regels: [`✗ ${niet}: ${(fout as Error).message}`], goed: false };
  }
}
