import type { Database } from '../../store/index.ts';
import type { DossierOnderProtocol } from '../dossiers/dossier_onder_protocol.ts';
import { type Houder, houderbezwaar, leesHouders } from '../houders.ts';

/** Who holds each client_id, as this node last read it. */
export interface Houders {
  ververs(): Promise<void>;
  /** Keeps what an opening found out. */
  onthoud(houder: Houder): void;
  /** Why this application is not opened. Undefined where its client_id has no holder yet. */
  bezwaar(onderProtocol: DossierOnderProtocol): string | undefined;
  /** Logs once each application that is not opened for that reason, and again when the reason came back. */
  meldBezwaren(dossiers: Iterable<DossierOnderProtocol>): void;
}

export function volgHouders(db: Database, meld: (clientId: string, fout: string) => void): Houders {
  let bekend = new Map<string, Houder>();
  let gemeld = new Map<string, string>();
  const bezwaar = (onderProtocol: DossierOnderProtocol) =>
    houderbezwaar(bekend.get(onderProtocol.dossier.client_id), onderProtocol);
  return {
    async ververs() {
      bekend = await leesHouders(db);
    },
    onthoud(houder) {
      bekend.set(houder.client_id, houder);
    },
    bezwaar,
    meldBezwaren(dossiers) {
      const nu = new Map<string, string>();
      for (const onderProtocol of dossiers) {
        const fout = bezwaar(onderProtocol);
        if (fout) nu.set(onderProtocol.dossier.client_id, fout);
      }
      for (const [clientId, fout] of nu) if (gemeld.get(clientId) !== fout) meld(clientId, fout);
      gemeld = nu;
    },
  };
}
