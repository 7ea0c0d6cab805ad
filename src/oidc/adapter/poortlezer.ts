import type { Leesmoment, Toegangslezing } from '../../mededeling/index.ts';

/** Where a look-up leaves what it read along for the gate. */
export interface Poortlezer {
  /** The moment to read for, to be taken before the look-up; undefined where nobody will ask. */
  begin(): Leesmoment | undefined;
  leg(clientId: string, account: string, lezing: Toegangslezing): void;
}

export const GEEN_POORT: Poortlezer = { begin: () => undefined, leg: () => {} };
