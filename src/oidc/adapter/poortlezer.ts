import type { Poortrij } from '../../mededeling/index.ts';

/** Where a look-up leaves what it read along for the gate. */
export interface Poortlezer {
  /** The day to read for; undefined where nobody will ask. */
  dag(): string | undefined;
  leg(clientId: string, account: string, dag: string, rij: Poortrij | null): void;
}

export const GEEN_POORT: Poortlezer = { dag: () => undefined, leg: () => {} };
