import { type Database, openDatabase } from '../database.ts';

/** Three readers, each one statement or transaction at a time: stops, openings and signing keys. So none waits for another. */
const VOLGERS = 3;
const BEZORGERS = 2;

/** Connections that no visitor can take, however many come and whatever table hangs. */
export interface Nevenverbindingen {
  /** For what keeps the node true. */
  volgen: Database;
  /** For logout messages: apart, since a node sends to many applications at a time. */
  bezorgen: Database;
  sluit(): Promise<void>;
}

export function openNevenverbindingen(url: string, opFout: (fout: Error) => void): Nevenverbindingen {
  const volgen = openDatabase(url, opFout, { verbindingen: VOLGERS, opzoeken: true });
  const bezorgen = openDatabase(url, opFout, { verbindingen: BEZORGERS, opzoeken: true });
  return {
    volgen,
    bezorgen,
    async sluit() {
      await Promise.all([volgen.destroy(), bezorgen.destroy()]);
    },
  };
}
