import { isDubbel, isTijdelijk, type Leerlingstand } from '../leven/leerlingstand.ts';

/** What the register should hold after the load of the night. */
export interface Tellingen {
  /** Pupils that were ever delivered. One whom two schools still deliver as two counts twice. */
  leerlingen: number;
  /** Those with a number of the National Register. */
  rijksregister: number;
  bis: number;
  zonder_insz: number;
  /** Enrolments in a full delivery of this night. */
  inschrijvingen: number;
  /** Those that are realised and have no last day. */
  lopend: number;
}

export const NIETS: Tellingen = {
  leerlingen: 0,
  rijksregister: 0,
  bis: 0,
  zonder_insz: 0,
  inschrijvingen: 0,
  lopend: 0,
};

export function telling(stand: Leerlingstand): Tellingen {
  const { profiel, geidentificeerd, plaatsen } = stand;
  const dubbel = isDubbel(stand) ? 1 : 0;
  const bis = profiel === 'bis' && !geidentificeerd ? 1 : 0;
  const zonder = isTijdelijk(stand) ? 1 : 0;
  const geleverd = plaatsen.filter(({ verdwenen }) => verdwenen === null);
  return {
    leerlingen: 1 + dubbel,
    rijksregister: 1 - bis - zonder,
    bis,
    zonder_insz: zonder + dubbel,
    inschrijvingen: geleverd.length,
    lopend: geleverd.filter(({ status, tot }) => tot === null && (status === 'gerealiseerd' || status === 'parallel'))
      .length,
  };
}

export function tel(tellingen: Tellingen, bij: Tellingen, maal = 1): Tellingen {
  const som = { ...tellingen };
  for (const naam of Object.keys(som) as (keyof Tellingen)[]) som[naam] += maal * bij[naam];
  return som;
}
