import type { Klok } from '../../klok.ts';
import { type Handtekeningoordeel, type Protocoldossier, type Protocollen, partijenBij } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesEerdere } from '../akten/eerdere_handtekeningen.ts';
import { bewaarVersie } from '../akten/versies.ts';

/** The acts that this node reads, and which of them it knows are kept for good. */
export interface Versies {
  /** Takes over what was read last. */
  neemOver(protocollen: Protocollen): void;
  /**
   * Whether somebody who finds this hash in the privacy log can read the act from now on. Nothing leaves
   * under it before.
   */
  isBewaard(hash: string): boolean;
  /** All kept signatures under such an act. */
  eerdere(hash: string): readonly Handtekeningoordeel[];
  /**
   * Keeps each act that is in force today, also one under which no application works. One failure does not
   * stop the others.
   * @throws Error of the first act that could not be kept
   */
  bewaar(): Promise<void>;
}

/** @param isInWerking whether this text is the one of its act that is in force today */
export function volgVersies(db: Database, klok: Klok, isInWerking: (dossier: Protocoldossier) => boolean): Versies {
  let gelezen: Protocollen = { dossiers: [], partijen: [], fouten: [] };
  /** By hash. Signing anew adds a proof, and a change of keys changes what earlier signatures prove. */
  const bewaard = new Map<string, { kenmerk: string; eerdere: readonly Handtekeningoordeel[] }>();
  const kenmerkVan = ({ handtekeningen, protocol }: Protocoldossier) =>
    JSON.stringify([handtekeningen, partijenBij(protocol, gelezen.partijen)]);
  return {
    neemOver(protocollen) {
      gelezen = protocollen;
    },
    isBewaard: (hash) => bewaard.has(hash),
    eerdere: (hash) => bewaard.get(hash)?.eerdere ?? [],
    async bewaar() {
      const { dossiers, partijen } = gelezen;
      const fouten: unknown[] = [];
      for (const dossier of dossiers) {
        const kenmerk = kenmerkVan(dossier);
        if (bewaard.get(dossier.hash)?.kenmerk === kenmerk || !isInWerking(dossier)) continue;
        try {
          await bewaarVersie(db, dossier, partijen, klok.nu());
          bewaard.set(dossier.hash, { kenmerk, eerdere: await leesEerdere(db, dossier, partijen) });
        } catch (fout) {
          fouten.push(fout);
        }
      }
      if (fouten.length) throw fouten[0];
    },
  };
}
