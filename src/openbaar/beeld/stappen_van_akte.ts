import type { Protocol } from '../../protocol/index.ts';
import { partijnaam } from '../woorden/aktewoorden.ts';

/** One flow of data, as the act describes it. */
export interface Stroomstap {
  nummer: number;
  van: string;
  naar: string;
  wat: string;
  toelichting?: string | undefined;
  vindplaats: string;
  /** Whether it begins where the one before it ended. */
  sluitAan: boolean;
}

/** The flows of an act. An act that draws none has the one of its subject. */
export function stappenVan(akte: Protocol): Stroomstap[] {
  const stromen = akte.gegevensstromen.length ? akte.gegevensstromen : [stroomVanOnderwerp(akte)];
  return stromen.map(({ van, naar, wat, toelichting, vindplaats }, plaats) => ({
    ...{ nummer: plaats + 1, van, naar, wat, toelichting, vindplaats },
    sluitAan: stromen[plaats - 1]?.naar === van,
  }));
}

function stroomVanOnderwerp(akte: Protocol): Protocol['gegevensstromen'][number] {
  const { van, naar, artikel } = akte.onderwerp;
  return {
    vindplaats: `art. ${artikel}`,
    van: partijnaam(akte, van),
    naar: partijnaam(akte, naar),
    wat: 'de gegevens van deze afspraak',
  };
}
