import { kiesReserve, voegFusiesToe } from './fusies.ts';
import { type Geboorten, geboorten } from './jaargangen.ts';
import { maakScholen, type School, type Schoolsoort } from './scholen.ts';
import { DOEL, kies, kiesGewogen, maakToeval, type Toeval } from './toeval.ts';

export interface Wensen {
  leerlingen: number;
  zaad: number;
  nachten: number;
  /** The share of the pupils to whom something happens in a night. */
  verandering: number;
  peildatum: Temporal.PlainDate;
  /** Whether some pupils change their key, so that only a stamnummer shows that they are the same. */
  twijfel: boolean;
}

/**
 * Everything that pupils are derived from. A pupil is a number: those of the first night go school by school,
 * those of later nights come after them. Beside the seed, only a few small numbers per pupil are kept.
 */
export interface Land extends Wensen {
  toeval: Toeval;
  /** The year in which the school year begins. */
  jaar: number;
  /** Days since the school year began, on the first night. */
  peildag: number;
  /** The days of the school year, in the form of a delivery. */
  dagen: string[];
  scholen: School[];
  /** Schools to which a pupil can move, per kind. */
  perSoort: Map<Schoolsoort, number[]>;
  nieuwPerNacht: number;
  totaal: number;
  thuis: Uint16Array;
  groep: Uint8Array;
  geboorte: Geboorten;
}

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

/**
 * A later pupil goes to the school of a randomly chosen pupil, so more often to a large one. He never goes to
 * a school of the reserve.
 */
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
