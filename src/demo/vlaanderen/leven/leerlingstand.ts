import { GROEPEN } from '../land/groepen.ts';
import type { Land } from '../land/land.ts';
import { kies } from '../land/toeval.ts';

/**
 * How a pupil is known: most pupils by INSZ. A `dubbelganger` is one pupil whom two schools deliver as two
 * pupils: one of them without INSZ, or both of them when `tweemaal_tijdelijk`.
 */
export type Profiel =
  | 'gewoon'
  | 'bis'
  | 'unieke_persoon'
  | 'geregistreerde_persoon'
  | 'dubbelganger'
  | 'tweemaal_tijdelijk';
export type Status = 'gerealiseerd' | 'niet_gerealiseerd' | 'uitgesteld' | 'parallel' | 'aanmelding';

/** One enrolment. Days count from the start of the school year. */
export interface Schoolplaats {
  school: number;
  groep: number;
  vestiging: number;
  status: Status;
  van: number;
  tot: number | null;
  /** Delivered under its own key, while the pupil is known under another key elsewhere. */
  onherkend: boolean;
  /** The night from which a full delivery does not mention it. */
  verdwenen: number | null;
}

/** The facts of a pupil that a night may change. */
export interface Leerlingstand {
  index: number;
  profiel: Profiel;
  geidentificeerd: boolean;
  naamversie: number;
  emailversie: number;
  plaatsen: Schoolplaats[];
}

/** A school of the same kind where the pupil never was. None when chance finds only schools where he was. */
export function andereSchool(land: Land, stand: Leerlingstand, doel: number): number | null {
  const soort = land.scholen[stand.plaatsen[0]?.school ?? 0]?.soort;
  const soortgenoten = soort ? (land.perSoort.get(soort) ?? []) : [];
  const begin = kies(land.toeval(stand.index, doel), soortgenoten.length);
  for (let poging = 0; poging < soortgenoten.length; poging++) {
    const school = soortgenoten[(begin + poging) % soortgenoten.length] ?? 0;
    if (!stand.plaatsen.some((plaats) => plaats.school === school)) return school;
  }
  return null;
}

/** The next group of the same hoofdstructuur. */
export function andereGroep(land: Land, plaats: Schoolplaats): number | null {
  const groepen = land.scholen[plaats.school]?.soort.groepen ?? [];
  const zelfde = groepen.filter((een) => GROEPEN[een]?.hoofdstructuur === GROEPEN[plaats.groep]?.hoofdstructuur);
  const volgende = zelfde[(zelfde.indexOf(plaats.groep) + 1) % zelfde.length];
  return volgende === undefined || volgende === plaats.groep ? null : volgende;
}

/** The pupil's enrolment now: the last one that is open and realised, without the parallel ones. */
export function huidigePlaats({ plaatsen }: Leerlingstand): Schoolplaats | undefined {
  return plaatsen.findLast(
    ({ status, tot, verdwenen }) => status === 'gerealiseerd' && tot === null && verdwenen === null,
  );
}

/** Not in the National Register as far as the schools know, and without a BIS number. */
export function isTijdelijk({ profiel, geidentificeerd }: Leerlingstand): boolean {
  return !geidentificeerd && (profiel.endsWith('_persoon') || profiel === 'tweemaal_tijdelijk');
}

/**
 * The old key of these pupils is gone once the INSZ is found. Only school, stamnummer, name and birth date
 * stay.
 */
export function wisseltSleutel(land: Land, { index, profiel }: Leerlingstand): boolean {
  return land.twijfel && profiel === 'unieke_persoon' && index % 4 === 0;
}

/** Whether the schools deliver this pupil as two. */
export function isDubbel({ geidentificeerd, plaatsen }: Leerlingstand): boolean {
  return !geidentificeerd && plaatsen.some(({ onherkend }) => onherkend);
}
