import { GROEPEN, groepenVan } from './groepen.ts';
import { DOEL, kans, kies, type Toeval } from './toeval.ts';

export interface Schoolsoort {
  naam: string;
  /** How many there are for 1.2 million pupils (domain: scale; centres for dual learning are an assumption). */
  aantal: number;
  groepen: number[];
  gewichten: number[];
}

const soort = (naam: string, aantal: number, ...hoofdstructuren: string[]): Schoolsoort => {
  const groepen = groepenVan(...hoofdstructuren);
  return { naam, aantal, groepen, gewichten: groepen.map((groep) => GROEPEN[groep]?.gewicht ?? 0) };
};

const SOORTEN: readonly Schoolsoort[] = [
  soort('Voorbeeldbasisschool', 2517, '111', '211'),
  soort('Voorbeeldschool voor buitengewoon basisonderwijs', 206, '121', '221'),
  soort('Voorbeeldschool voor secundair onderwijs', 988, '311'),
  soort('Voorbeeldschool voor buitengewoon secundair onderwijs', 142, '321'),
  soort('Voorbeeldcentrum leren en werken', 42, '312'),
  soort('Voorbeeldcentrum Syntra', 5, '315'),
];

const WOORDEN = [
  'De Wolk',
  'Het Kompas',
  'De Vlieger',
  'De Zandbak',
  'Het Anker',
  'De Kastanje',
  'De Ladder',
  'De Steiger',
];

/**
 * School sizes as a percentage of the mean of their kind. Each number is a sixteenth of the schools: many
 * small, few large.
 */
const GROOTTEN = [12, 25, 37, 47, 56, 65, 74, 83, 92, 102, 113, 126, 142, 164, 200, 262, 380];

export interface School {
  nummer: string;
  naam: string;
  soort: Schoolsoort;
  vestigingen: number;
  erkend: boolean;
  /** Its pupils of the first night are the `aantal` pupils from `eerste` on. */
  eerste: number;
  aantal: number;
  /** The school whose new number this is. */
  voorganger: number | null;
  /** The night from which it continues under another number, and the place of that school. */
  opvolging: { nacht: number; school: number } | null;
}

/** Whether the pupil was in this school, or in the one whose number it took over, from the first night. */
export function isThuis(school: School | undefined, index: number): boolean {
  return school !== undefined && index >= school.eerste && index < school.eerste + school.aantal;
}

/**
 * All schools in the order of their numbers. The numbers begin with 90: real ones are below 200 000, and 999
 * is the demo's. Each kind gets exactly its share of the pupils, whatever the sizes of its schools.
 */
export function maakScholen(toeval: Toeval, leerlingen: number): School[] {
  const scholen = SOORTEN.flatMap((een) =>
    Array.from({ length: Math.max(2, Math.round((een.aantal * leerlingen) / 1_200_000)) }, () => een),
  );
  const ruw = scholen.map((_, plaats) => grootte(toeval(plaats, DOEL.schoolgrootte)));
  const ruwPerSoort = new Map(
    SOORTEN.map((een) => [een, optelsom(ruw.filter((_, plaats) => scholen[plaats] === een))]),
  );
  const grootten = scholen.map(
    (een, plaats) => ((ruw[plaats] ?? 0) * optelsom(een.gewichten)) / (ruwPerSoort.get(een) ?? 1),
  );
  const som = optelsom(grootten);
  let tot = 0;
  return scholen.map((een, plaats) => {
    const eerste = Math.round((tot / som) * leerlingen);
    tot += grootten[plaats] ?? 0;
    const aantal = Math.round((tot / som) * leerlingen) - eerste;
    return {
      nummer: String(900_001 + plaats),
      naam: `${een.naam} ${WOORDEN[kies(toeval(plaats, DOEL.schoolnaam), WOORDEN.length)]} ${plaats + 1}`,
      soort: een,
      vestigingen: vestigingen(toeval(plaats, DOEL.vestigingen), aantal),
      erkend: !kans(toeval(plaats, DOEL.erkend), 0.002),
      eerste,
      aantal,
      voorganger: null,
      opvolging: null,
    };
  });
}

/** Interpolates linearly between the shares. */
function grootte(toeval: number): number {
  const punt = kies(toeval, (GROOTTEN.length - 1) * 1000);
  const onder = Math.floor(punt / 1000);
  const [van = 0, naar = 0] = GROOTTEN.slice(onder, onder + 2);
  return van * 1000 + (naar - van) * (punt % 1000);
}

function optelsom(getallen: number[]): number {
  return getallen.reduce((som, getal) => som + getal, 0);
}

/** The mean is 1.55. A school of more than 500 pupils has one more. */
function vestigingen(toeval: number, leerlingen: number): number {
  return 1 + [0.7, 0.9, 0.98].filter((grens) => !kans(toeval, grens)).length + (leerlingen > 500 ? 1 : 0);
}
