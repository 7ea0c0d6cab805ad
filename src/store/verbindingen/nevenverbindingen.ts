import { type Database, openDatabase } from '../database.ts';

/**
 * Four readers (stops, openings, signing keys and the public register) use one statement or transaction each at
 * a time. So none waits for another.
 */
const VOLGERS = 4;
const BEZORGERS = 2;

/** Connections that no visitor can take, however many visitors come and whatever table hangs. */
export interface Nevenverbindingen {
  /** For the readers that keep the node up to date. */
  volgen: Database;
  /** For logout messages. They are separate, because a node sends to many applications at once. */
  bezorgen: Database;
  /** For the seal of the privacy log, which keeps its transaction open while it hashes. */
  zegelen: Database;
  sluit(): Promise<void>;
}

export function openNevenverbindingen(url: string, opFout: (fout: Error) => void): Nevenverbindingen {
  const volgen = openDatabase(url, opFout, { verbindingen: VOLGERS, opzoeken: true });
  const bezorgen = openDatabase(url, opFout, { verbindingen: BEZORGERS, opzoeken: true });
  const zegelen = openDatabase(url, opFout, { verbindingen: 1, opzoeken: true });
  return {
    volgen,
    bezorgen,
    zegelen,
    async sluit() {
      await Promise.all([volgen.destroy(), bezorgen.destroy(), zegelen.destroy()]);
    },
  };
}
