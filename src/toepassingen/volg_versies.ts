import type { Klok } from '../klok.ts';
import { geldigheidOp, type Protocoldossier, type Protocollen } from '../protocol/index.ts';
import type { Database } from '../store/database.ts';
import { bewaarVersie } from './versies.ts';

/** The acts that this node reads, and which of them it knows to be kept for good. */
export interface Versies {
  /** What was read last. */
  neemOver(protocollen: Protocollen): void;
  /** Whether who finds this hash in the privacy log can read the act from now on: nothing leaves under it before. */
  isBewaard(hash: string): boolean;
  /**
   * Keeps each act that is in force today, also one under which no application works. One that can't be kept keeps no other waiting.
   * @throws Error of the first one that could not
   */
  bewaar(): Promise<void>;
}

export function volgVersies(db: Database, klok: Klok): Versies {
  let gelezen: Protocollen = { dossiers: [], partijen: [], fouten: [] };
  const hashes = new Set<string>();
  /** Signed anew is a proof more. */
  const bewaard = new Set<string>();
  const kenmerk = ({ hash, handtekeningen }: Protocoldossier) => `${hash} ${JSON.stringify(handtekeningen)}`;
  return {
    neemOver(protocollen) {
      gelezen = protocollen;
    },
    isBewaard: (hash) => hashes.has(hash),
    async bewaar() {
      const { dossiers, partijen } = gelezen;
      const vandaag = klok.vandaag();
      const fouten: unknown[] = [];
      for (const dossier of dossiers) {
        if (bewaard.has(kenmerk(dossier)) || !geldigheidOp(dossier, partijen, vandaag).in_werking) continue;
        try {
          await bewaarVersie(db, dossier, partijen, klok.nu());
          hashes.add(dossier.hash);
          bewaard.add(kenmerk(dossier));
        } catch (fout) {
          fouten.push(fout);
        }
      }
      if (fouten.length) throw fouten[0];
    },
  };
}
