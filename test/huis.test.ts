import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tafelIn } from '../docs/huisbeeld.ts';
import { eisGeen } from './opzet/eis_geen.ts';

/**
 * The table of rooms in docs/huis.md says which room may call which. Its first row has the files that may use
 * everything.
 */
const [bovenaan, ...kamerrijen] = tafelIn(readFileSync('docs/huis.md', 'utf8'));
const BOVENAAN = bovenaan?.namen ?? [];
const MAG_ROEPEN: Record<string, readonly string[]> = Object.fromEntries(
  kamerrijen.flatMap(({ namen, roept }) => namen.map((naam) => [naam, roept])),
);
/** Every room may use these. `kamer.ts` is the contract of all rooms, so it knows types of the store and of acts. */
const BLADEN = [
  'klok.ts',
  'schemafout.ts',
  'geheimen.ts',
  'afgeleid.ts',
  'versleuteling.ts',
  'sleutelkluis.ts',
  'geheugen.ts',
  'kamer.ts',
];
/**
 * What a room shows beside its `index.ts`: its contract to the house, and what production must never load.
 */
const ANDERE_DEUREN = [/^\w+\/kamer\.ts$/, /^store\/ingebed\.ts$/, /^demo\//, /^cli\//, /^processen\//, /^start\//];

interface Verwijzing {
  van: string;
  naar: string;
  enkelType: boolean;
}

const bestanden = (map: string) =>
  readdirSync(map, { recursive: true, encoding: 'utf8' })
    .filter((naam) => /\.[jt]s$/.test(naam))
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
  if (van === 'kamer.ts') return ['store/index.ts', 'protocol/index.ts'].includes(naar) && enkelType;
  return MAG_ROEPEN[kamer(van)]?.includes(kamer(naar)) ?? false;
}

/** The first circle that a walk along the arrows meets, as a path; empty when there is none. */
function kring(pijlen: ReadonlyMap<string, readonly string[]>): string[] {
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
    expect(verwijzingen.filter(({ naar }) => !/\.[jt]s$/.test(naar) || naar.startsWith('..'))).toEqual([]);
  });

  test('every folder and file of src has a place in the table', () => {
    const plekken = new Set(bestanden('src').map((bestand) => kamer(relative('src', bestand))));
    const inDeTafel = new Set([...Object.keys(MAG_ROEPEN), ...BOVENAAN, ...BLADEN]);
    eisGeen(plekken.difference(inDeTafel), 'add a row to the table of docs/huis.md, and run npm run huis');
  });

  test('arrows only run down the table', () => {
    const fout = verwijzingen.filter((een) => !mag(een)).map(({ van, naar }) => `${van} → ${naar}`);
    eisGeen(
      fout,
      'a file imports from a room that its own may not call: do without, or name that room in the row of docs/huis.md',
    );
  });

  test('the table is read, and each room calls only rooms below it', () => {
    expect(BOVENAAN).toContain('server.ts');
    const volgorde = Object.keys(MAG_ROEPEN);
    expect(volgorde).toEqual(expect.arrayContaining(['oidc', 'mededeling', 'store']));
    const omhoog = volgorde.flatMap((naam, plaats) =>
      (MAG_ROEPEN[naam] ?? [])
        .filter((een) => een !== '–' && volgorde.indexOf(een) <= plaats)
        .map((een) => `${naam} → ${een}`),
    );
    expect(omhoog).toEqual([]);
  });

  test('a room is reached by its face: its index.ts, and its kamer.ts for the house', () => {
    const achterom = verwijzingen.filter(
      ({ van, naar }) =>
        kamer(van) !== kamer(naar) &&
        naar.includes('/') &&
        !naar.endsWith('/index.ts') &&
        !(BOVENAAN.includes(kamer(van)) && ANDERE_DEUREN.some((deur) => deur.test(naar))),
    );
    eisGeen(
      achterom.map(({ van, naar }) => `${van} → ${naar}`),
      'import it from the index.ts of its room, and export it there',
    );
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

  test('no folder of src holds more than twenty', () => {
    const perMap = Map.groupBy(bestanden('src'), dirname);
    expect([...perMap].filter(([, zijn]) => zijn.length > 20).map(([map]) => map)).toEqual([]);
  });

  test('time comes from the clock, chance from crypto', () => {
    const verboden = /new Date\(|Date\.now|Math\.random/;
    expect(bestanden('src').filter((bestand) => verboden.test(readFileSync(bestand, 'utf8')))).toEqual([]);
  });
});
