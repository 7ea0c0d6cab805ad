import type { Klok } from '../../klok.ts';
import { getekendeAkte, type Protocol, type Protocoldossier } from '../../protocol/index.ts';

/** Acts as their parties signed them. Someone who merely edits a file must not decide who may end an act. */
export interface Akten {
  /** Takes over what was read last. */
  neemOver(dossiers: readonly Protocoldossier[]): void;
  /** The act as it is signed now, or otherwise as this node last saw it signed. */
  van(naam: string): Protocol | undefined;
}

/** @param tekstVan the hash of the text that tells about the act today */
export function volgAkten(klok: Klok, tekstVan: (naam: string) => string | undefined): Akten {
  let gelezen: readonly Protocoldossier[] = [];
  const vorige = new Map<string, Protocol>();
  const inMap = (naam: string) => {
    const hash = tekstVan(naam);
    const dossier = gelezen.find((een) => een.naam === naam && een.hash === hash);
    return dossier && getekendeAkte(dossier, klok.vandaag());
  };
  return {
    neemOver(dossiers) {
      for (const { naam } of gelezen) {
        const akte = inMap(naam);
        if (akte) vorige.set(naam, akte);
      }
      gelezen = dossiers;
    },
    van: (naam) => inMap(naam) ?? vorige.get(naam),
  };
}
