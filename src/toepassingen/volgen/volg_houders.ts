import type { Database } from '../../store/index.ts';
import type { DossierOnderProtocol } from '../dossiers/dossier_onder_protocol.ts';
import { type Houder, houderbezwaar, leesHouders } from '../houders.ts';

/** Whose each client_id is, as this node last read it. */
export interface Houders {
  ververs(): Promise<void>;
  /** What an opening found out by itself. */
  onthoud(houder: Houder): void;
  /** Why this application is not opened; nothing either where its client_id is nobody's yet. */
  bezwaar(koppeling: DossierOnderProtocol): string | undefined;
  /** Tells of each of these that is not opened for that, once, and again when it came back. */
  meldBezwaren(koppelingen: Iterable<DossierOnderProtocol>): void;
}

export function volgHouders(db: Database, meld: (clientId: string, fout: string) => void): Houders {
  let bekend = new Map<string, Houder>();
  let gemeld = new Map<string, string>();
  const bezwaar = (koppeling: DossierOnderProtocol) =>
    houderbezwaar(bekend.get(koppeling.dossier.client_id), koppeling);
  return {
    async ververs() {
      bekend = await leesHouders(db);
    },
    onthoud(houder) {
      bekend.set(houder.client_id, houder);
    },
    bezwaar,
    meldBezwaren(koppelingen) {
      const nu = new Map<string, string>();
      for (const koppeling of koppelingen) {
        const fout = bezwaar(koppeling);
        if (fout) nu.set(koppeling.dossier.client_id, fout);
      }
      for (const [clientId, fout] of nu) if (gemeld.get(clientId) !== fout) meld(clientId, fout);
      gemeld = nu;
    },
  };
}
