import type { Klok } from '../../klok.ts';
import type { Levensloop, Protocollen, Stopzetting } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { type BewaardeTeksten, maakTekstlezer } from '../akten/bewaarde_teksten.ts';
import { levenslopenOp } from '../akten/levenslopen.ts';

/** The lives of all acts, as this node follows them. */
export interface Levenslopen {
  /** Takes over what was read last of the folder. */
  neemOver(protocollen: Protocollen): void;
  /** Reads which texts were in force on any node. */
  verversUitDatabase(): Promise<void>;
  /** Call it when the folder, the kept texts or the stops may have changed. */
  herbereken(): void;
  /** The texts that were in force on any node, as they were last read. */
  bewaard(): BewaardeTeksten;
  /** As they are today. A new day is seen at its first second. */
  vandaag(): ReadonlyMap<string, Levensloop>;
}

export function volgLevenslopen(db: Database, klok: Klok, stops: ReadonlyMap<string, Stopzetting>): Levenslopen {
  const leesBewaard = maakTekstlezer(db);
  let protocollen: Protocollen = { dossiers: [], partijen: [], fouten: [] };
  let bewaard: BewaardeTeksten = new Map();
  let bekend: { dag: Temporal.PlainDate; lopen: ReadonlyMap<string, Levensloop> } | undefined;
  return {
    neemOver(gelezen) {
      protocollen = gelezen;
      bekend = undefined;
    },
    async verversUitDatabase() {
      bewaard = await leesBewaard();
      bekend = undefined;
    },
    herbereken() {
      bekend = undefined;
    },
    bewaard: () => bewaard,
    vandaag() {
      const dag = klok.vandaag();
      if (!bekend?.dag.equals(dag)) bekend = { dag, lopen: levenslopenOp({ protocollen, bewaard, stops }, dag) };
      return bekend.lopen;
    },
  };
}
