import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/**
 * Which room may call which: the table of docs/huis.md, read literally. A room may always use its own files and the clock;
 * the files at the top, where the rooms are wired, may use everything.
 */
const MAG_ROEPEN: Record<string, string[]> = {
  demo: ['toepassingen', 'register', 'protocol', 'store', 'web'],
  oidc: ['aanmelden', 'mededeling', 'toepassingen', 'register', 'protocol', 'store', 'web'],
  aanmelden: ['register', 'store', 'web'],
  mijn: ['register', 'toepassingen', 'privacy', 'web'],
  schoolloket: ['register', 'toepassingen', 'klasinformatie', 'aanmelden', 'web'],
  klasinformatie: ['register', 'mededeling', 'wie', 'protocol', 'store'],
  toetsen: ['register', 'mededeling', 'protocol', 'store'],
  mededeling: ['toepassingen', 'register', 'privacy', 'protocol', 'store'],
  toepassingen: ['protocol', 'store'],
  privacy: ['wie', 'protocol', 'store'],
  register: ['store'],
  wie: ['protocol'],
  protocol: [],
  store: [],
  web: [],
};
const BOVENAAN = [
  'main.ts',
  'demo.ts',
  'cli.ts',
  'cli',
  'server.ts',
  'toepassingskeuze.ts',
  'beheerroutes.ts',
  'config.ts',
  'geheimen.ts',
  'afgeleid.ts',
  'vaste_geheimen.ts',
  'log.ts',
  'gebeurtenissen.ts',
  'metingen.ts',
  'systeemfout.ts',
];
const BLADEN = ['klok.ts', 'schemafout.ts'];

interface Verwijzing {
  van: string;
  naar: string;
  enkelType: boolean;
}

const bestanden = (map: string) =>
  readdirSync(map, { recursive: true, encoding: 'utf8' })
    .filter((naam) => naam.endsWith('.ts'))
    .map((naam) => join(map, naam));

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** Every relative import, as paths inside `src`: also `export … from`, `import()` and those of types alone. */
const verwijzingen: Verwijzing[] = bestanden('src').flatMap((bestand) =>
  [...readFileSync(bestand, 'utf8').matchAll(IMPORT)].map(([, type, vast, los]) => ({
    van: relative('src', bestand),
    naar: relative('src', join(dirname(bestand), vast ?? los ?? '')),
    enkelType: type !== undefined,
  })),
);

/** The room of a file; a file at the top is a room by itself. */
const kamer = (bestand: string) => bestand.split('/')[0] ?? '';

function mag({ van, naar, enkelType }: Verwijzing): boolean {
  if (BOVENAAN.includes(kamer(van)) || kamer(van) === kamer(naar) || BLADEN.includes(naar)) return true;
  if (naar === 'config.ts') return kamer(van) === 'oidc' && enkelType;
  return MAG_ROEPEN[kamer(van)]?.includes(kamer(naar)) ?? false;
}

/** The first circle that a walk along the arrows meets, as a path; empty when there is none. */
function kring(pijlen: Map<string, string[]>): string[] {
  const klaar = new Set<string>();
  const loop = (plek: string, pad: string[]): string[] => {
    if (pad.includes(plek)) return [...pad.slice(pad.indexOf(plek)), plek];
    if (klaar.has(plek)) return [];
    for (const volgende of pijlen.get(plek) ?? []) {
      const gevonden = loop(volgende, [...pad, plek]);
      if (gevonden.length) return gevonden;
    }
    klaar.add(plek);
    return [];
  };
  return [...pijlen.keys()].map((plek) => loop(plek, [])).find((pad) => pad.length) ?? [];
}

describe('rooms', () => {
  test('the imports are found', () => {
    expect(verwijzingen.length).toBeGreaterThan(50);
    expect(verwijzingen.filter(({ naar }) => !naar.endsWith('.ts') || naar.startsWith('..'))).toEqual([]);
  });

  test('every folder and file of src has a place in the table', () => {
    const plekken = new Set(bestanden('src').map((bestand) => kamer(relative('src', bestand))));
    expect([...plekken].filter((plek) => ![...Object.keys(MAG_ROEPEN), ...BOVENAAN, ...BLADEN].includes(plek))).toEqual(
      [],
    );
  });

  test('arrows only run down the table', () => {
    const fout = verwijzingen.filter((een) => !mag(een)).map(({ van, naar }) => `${van} → ${naar}`);
    expect(fout).toEqual([]);
  });

  test('no circle between rooms in the table itself', () => {
    expect(kring(new Map(Object.entries(MAG_ROEPEN)))).toEqual([]);
  });

  test('no circle between files, not even by types', () => {
    const pijlen = Map.groupBy(verwijzingen, ({ van }) => van);
    expect(kring(new Map([...pijlen].map(([van, naar]) => [van, naar.map((een) => een.naar)])))).toEqual([]);
  });
});

describe('files', () => {
  test('none is longer than 300 lines', () => {
    const lengte = (bestand: string) => readFileSync(bestand, 'utf8').trimEnd().split('\n').length;
    expect(['src', 'migrations', 'test'].flatMap(bestanden).filter((bestand) => lengte(bestand) > 300)).toEqual([]);
  });

  test('time comes from the clock, chance from crypto', () => {
    const verboden = /new Date\(|Date\.now|Math\.random/;
    expect(bestanden('src').filter((bestand) => verboden.test(readFileSync(bestand, 'utf8')))).toEqual([]);
  });
});
