/**
 * Administratieve groepen, with the number of pupils of each on 1 February 2026 (in tens; domain: scale), and
 * the age that its pupils reach in the year in which the school year begins. The codes are made up: six
 * digits that begin with 9. A school's own codes have five at most.
 */
export interface Groep {
  code: string;
  omschrijving: string;
  hoofdstructuur: string;
  leeftijd: number;
  /** Groups of special education and newcomers hold several ages. */
  leeftijden: number;
  gewicht: number;
}

type Groepsregel = readonly [omschrijving: string, leeftijd: number, gewicht: number, leeftijden?: number];

const KLEUTER: Groepsregel[] = [
  ['Kleuteronderwijs, eerste kleuterklas', 3, 8600],
  ['Kleuteronderwijs, tweede kleuterklas', 4, 8800],
  ['Kleuteronderwijs, derde kleuterklas', 5, 9000],
];
const LAGER: Groepsregel[] = [
  ['Lager onderwijs, eerste leerjaar', 6, 7413],
  ['Lager onderwijs, tweede leerjaar', 7, 7200],
  ['Lager onderwijs, derde leerjaar', 8, 7150],
  ['Lager onderwijs, vierde leerjaar', 9, 7120],
  ['Lager onderwijs, vijfde leerjaar', 10, 7120],
  ['Lager onderwijs, zesde leerjaar', 11, 7118],
];
const BUITENGEWOON_KLEUTER: Groepsregel[] = [
  ['Buitengewoon kleuteronderwijs type 2', 3, 90, 4],
  ['Buitengewoon kleuteronderwijs type 7', 3, 60, 4],
  ['Buitengewoon kleuteronderwijs type 9', 3, 50, 4],
];
const BUITENGEWOON_LAGER: Groepsregel[] = [
  ['Buitengewoon lager onderwijs type basisaanbod', 6, 1350, 8],
  ['Buitengewoon lager onderwijs type 2', 6, 450, 8],
  ['Buitengewoon lager onderwijs type 3', 6, 350, 8],
  ['Buitengewoon lager onderwijs type 4', 6, 71, 8],
  ['Buitengewoon lager onderwijs type 7', 6, 100, 8],
  ['Buitengewoon lager onderwijs type 9', 6, 400, 8],
];
const SECUNDAIR: Groepsregel[] = [
  ['1e leerjaar A', 12, 6408],
  ['1e leerjaar B', 12, 1099],
  ['2e leerjaar A', 13, 6450],
  ['2e leerjaar B', 13, 1200],
  ...(['3e', '4e', '5e', '6e'] as const).flatMap((jaar, plaats): Groepsregel[] => [
    [`${jaar} leerjaar doorstroomfinaliteit`, 14 + plaats, 3450],
    [`${jaar} leerjaar dubbele finaliteit`, 14 + plaats, 2300],
    [`${jaar} leerjaar arbeidsmarktfinaliteit`, 14 + plaats, 1800],
  ]),
  ['7e leerjaar', 18, 1150],
  ['Onthaalklas anderstalige nieuwkomers', 12, 642, 6],
];
const DUAAL: Groepsregel[] = [
  ['Duaal leren, 4e leerjaar', 15, 150, 2],
  ['Duaal leren, 5e leerjaar', 16, 200, 2],
  ['Duaal leren, 6e leerjaar', 17, 200, 2],
  ['Aanloop tot duaal leren', 15, 100, 3],
];
const SYNTRA: Groepsregel[] = [
  ['Duaal leren Syntra, 5e leerjaar', 16, 120, 2],
  ['Duaal leren Syntra, 6e leerjaar', 17, 130, 2],
];
const BUSO: Groepsregel[] = [
  ['Opleidingsvorm 1, eerste fase', 12, 350, 4],
  ['Opleidingsvorm 1, tweede fase', 16, 250, 5],
  ['Opleidingsvorm 2, eerste fase', 12, 150, 4],
  ['Opleidingsvorm 2, tweede fase', 16, 100, 5],
  ['Opleidingsvorm 3, observatiejaar', 12, 250],
  ['Opleidingsvorm 3, opleidingsfase 1e jaar', 13, 260],
  ['Opleidingsvorm 3, opleidingsfase 2e jaar', 14, 260],
  ['Opleidingsvorm 3, kwalificatiefase 1e jaar', 15, 250],
  ['Opleidingsvorm 3, kwalificatiefase 2e jaar', 16, 240],
  ['Opleidingsvorm 4, 1e leerjaar', 12, 110],
  ['Opleidingsvorm 4, 2e leerjaar', 13, 110],
  ['Opleidingsvorm 4, 3e leerjaar', 14, 110],
  ['Opleidingsvorm 4, 4e leerjaar', 15, 104],
  ['Opleidingsvorm 4, 5e leerjaar', 16, 100],
];

const PER_HOOFDSTRUCTUUR: [string, Groepsregel[]][] = [
  ['111', KLEUTER],
  ['121', BUITENGEWOON_KLEUTER],
  ['211', LAGER],
  ['221', BUITENGEWOON_LAGER],
  ['311', SECUNDAIR],
  ['312', DUAAL],
  ['315', SYNTRA],
  ['321', BUSO],
];

export const GROEPEN: readonly Groep[] = PER_HOOFDSTRUCTUUR.flatMap(([hoofdstructuur, regels]) =>
  regels.map(([omschrijving, leeftijd, gewicht, leeftijden = 1], plaats) => ({
    code: `9${hoofdstructuur}${String(plaats + 1).padStart(2, '0')}`,
    omschrijving,
    hoofdstructuur,
    leeftijd,
    leeftijden,
    gewicht,
  })),
);

/** The places in GROEPEN of everything that is taught under these hoofdstructuren. */
export function groepenVan(...hoofdstructuren: string[]): number[] {
  return GROEPEN.flatMap((groep, plaats) => (hoofdstructuren.includes(groep.hoofdstructuur) ? [plaats] : []));
}
