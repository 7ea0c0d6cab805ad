import { kiesReserve, voegFusiesToe } from './fusies.ts';
import { GROEPEN } from './groepen.ts';
import { maakScholen, type School, type Schoolsoort } from './scholen.ts';
import { DOEL, kans, kies, kiesGewogen, maakToeval, type Toeval } from './toeval.ts';

export interface Wensen {
  leerlingen: number;
  zaad: number;
  nachten: number;
  /** Which part of the pupils something happens to in a night. */
  verandering: number;
  peildatum: Temporal.PlainDate;
  /** Whether some pupils change their key with nothing but a stamnummer to tell that they are the same. */
  twijfel: boolean;
}

/**
 * Everything that pupils are derived from. Pupils are numbers: those of the first night stand school by school, those of later
 * nights behind them. Beside the seed only three numbers a pupil are kept.
 */
export interface Land extends Wensen {
  toeval: Toeval;
  /** The year in which the school year begins. */
  jaar: number;
  /** Days since the school year began, on the first night. */
  peildag: number;
  /** The days of the school year as a delivery writes them. */
  dagen: string[];
  scholen: School[];
  /** Schools that a pupil can move to, per kind. */
  perSoort: Map<Schoolsoort, number[]>;
  nieuwPerNacht: number;
  totaal: number;
  thuis: Uint16Array;
  groep: Uint8Array;
  geboorte: Geboorten;
}

export interface Geboorten {
  jaar: Uint16Array;
  /** What is known of the birth day: all, no day, or only the year at most. */
  bekend: Uint8Array;
  /** The pupil's rank among those who were born in that year and of whom as much is known: makes an INSZ unique. */
  rang: Uint32Array;
}

export const GEHEEL = 0;
export const ZONDER_DAG = 1;
export const ZONDER_MAAND = 2;

/** @throws Error when the nights would run into the next school year */
export function maakLand(wensen: Wensen): Land {
  const { leerlingen, nachten, peildatum } = wensen;
  const toeval = maakToeval(wensen.zaad);
  const jaar = peildatum.month >= 9 ? peildatum.year : peildatum.year - 1;
  const begin = Temporal.PlainDate.from({ year: jaar, month: 9, day: 1 });
  const peildag = begin.until(peildatum).days;
  if (Temporal.PlainDate.compare(begin.add({ years: 1 }), peildatum.add({ days: nachten - 1 })) <= 0) {
    throw new Error('de nachten lopen door in het volgende schooljaar: kies een vroegere peildatum of minder nachten');
  }
  const dagen = Array.from({ length: 366 }, (_, dag) => begin.add({ days: dag }).toString());
  const scholen = maakScholen(toeval, leerlingen);
  const reserve = kiesReserve(toeval, scholen, leerlingen);
  const vast = [...scholen.keys()].filter((plaats) => !reserve.includes(plaats));
  const perSoort = Map.groupBy(vast, (plaats) => scholen[plaats]?.soort as Schoolsoort);
  voegFusiesToe(scholen, reserve, leerlingen, nachten);
  const nieuwPerNacht = Math.round(leerlingen * wensen.verandering * 0.07);
  const totaal = leerlingen + (nachten - 1) * nieuwPerNacht;
  const thuis = verdeel(toeval, scholen, reserve, leerlingen, totaal);
  const groep = Uint8Array.from({ length: totaal }, (_, index) => kiesGroep(toeval, index, scholen[thuis[index] ?? 0]));
  const geboorte = geboorten(toeval, jaar, groep);
  return { ...wensen, toeval, jaar, peildag, dagen, scholen, perSoort, nieuwPerNacht, totaal, thuis, groep, geboorte };
}

/** Who comes later goes to a school in proportion to its size: the one of a pupil that chance points at. None to one that changes its number. */
function verdeel(
  toeval: Toeval,
  scholen: School[],
  reserve: number[],
  leerlingen: number,
  totaal: number,
): Uint16Array {
  const thuis = new Uint16Array(totaal);
  scholen.forEach(({ eerste, aantal, voorganger }, plaats) => {
    if (voorganger === null) thuis.fill(plaats, eerste, eerste + aantal);
  });
  for (let index = leerlingen; index < totaal; index++) {
    let plaats = thuis[kies(toeval(index, DOEL.nieuweSchool), leerlingen)] ?? 0;
    while (reserve.includes(plaats)) plaats++;
    thuis[index] = plaats;
  }
  return thuis;
}

function kiesGroep(toeval: Toeval, index: number, school: School | undefined): number {
  if (!school) return 0;
  return school.soort.groepen[kiesGewogen(toeval(index, DOEL.groep), school.soort.gewichten)] ?? 0;
}

function geboorten(toeval: Toeval, jaar: number, groepen: Uint8Array): Geboorten {
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

/** The age of the group, and a year or two more for who stayed down; a few are a year ahead. */
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
