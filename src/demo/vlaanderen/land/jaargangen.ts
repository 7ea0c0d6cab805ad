import { GROEPEN } from './groepen.ts';
import { DOEL, kans, kies, type Toeval } from './toeval.ts';

export interface Geboorten {
  jaar: Uint16Array;
  /** How much of the birth date is known: all, all but the day, or only the year at most. */
  bekend: Uint8Array;
  /**
   * The pupil's rank among those born in that year whose birth date is known as well. It makes an INSZ
   * unique.
   */
  rang: Uint32Array;
}

export const GEHEEL = 0;
export const ZONDER_DAG = 1;
export const ZONDER_MAAND = 2;

/**
 * Counts the pupils of each year, in the order of their numbers. So a pupil who is added at the end changes
 * nobody before him.
 */
export function geboorten(toeval: Toeval, jaar: number, groepen: Uint8Array): Geboorten {
  const tellers = new Map<number, number>();
  const geboorte = {
    jaar: new Uint16Array(groepen.length),
    bekend: new Uint8Array(groepen.length),
    rang: new Uint32Array(groepen.length),
  };
  groepen.forEach((groep, index) => {
    const geboortejaar = jaar - leeftijd(toeval, index, groep);
    const bekend = bekendVan(toeval(index, DOEL.geboorteonbekend));
    const cohorte = geboortejaar * 4 + bekend;
    const rang = tellers.get(cohorte) ?? 0;
    tellers.set(cohorte, rang + 1);
    geboorte.jaar[index] = geboortejaar;
    geboorte.bekend[index] = bekend;
    geboorte.rang[index] = rang;
  });
  return geboorte;
}

/** The age of the group. Pupils who repeated a year are a year or two older, and a few are a year younger. */
function leeftijd(toeval: Toeval, index: number, groep: number): number {
  const { leeftijd: jongste = 6, leeftijden = 1 } = GROEPEN[groep] ?? {};
  const zittenblijven = toeval(index, DOEL.zittenblijven);
  const over = jongste < 6 ? 0 : [0.86, 0.98].filter((grens) => !kans(zittenblijven, grens)).length;
  const voor = jongste >= 6 && kans(zittenblijven, 0.01) ? 1 : 0;
  return jongste + kies(toeval(index, DOEL.leeftijd), leeftijden) + over - voor;
}

function bekendVan(toeval: number): number {
  if (kans(toeval, 0.001)) return ZONDER_MAAND;
  return kans(toeval, 0.0015) ? ZONDER_DAG : GEHEEL;
}
