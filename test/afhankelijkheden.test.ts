import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** package.json, docs/dependencies.md and the imports of the code name the same packages. */

const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>;
const PRODUCTIE = Object.keys(dependencies);
const ONTWIKKELING = Object.keys(devDependencies);
/** An import of any kind. */
const INVOER = /^(?:import|export)\s+(?:[^;'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;

describe('a package is pinned and has one line in docs/dependencies.md', () => {
  test.each(Object.entries({ ...dependencies, ...devDependencies }))('%s is pinned exactly: %s', (_naam, versie) => {
    expect(versie).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  const [, inProductie = '', bijOntwikkeling = ''] = readFileSync('docs/dependencies.md', 'utf8').split(/^## /m);

  test('each package of production has one line in the first table, and no other package has', () => {
    expect(genoemd(inProductie)).toEqual([...PRODUCTIE].sort());
  });

  test('each package of development has one line in the second table, and no other package has', () => {
    const verwacht = ONTWIKKELING.filter((naam) => !naam.startsWith('@types/'));
    expect(genoemd(bijOntwikkeling)).toEqual(['@types/*', ...verwacht].sort());
  });
});

describe('a package that is declared is used, and a package that is used is declared', () => {
  const server = teksten(['src', 'migrations']);
  const rest = teksten(['test', 'bench', 'clients', 'docs', '.ci']);
  const [inServer, daarbuiten] = [ingevoerd(server), ingevoerd(rest)];

  test('of production, each package is imported in src or migrations', () => {
    expect(PRODUCTIE.filter((naam) => !inServer.has(naam))).toEqual([]);
  });

  test('of development, each package is imported, opened as a file, run by a script, or serves one that is', () => {
    const gebruikt = (naam: string) =>
      inServer.has(naam) ||
      daarbuiten.has(naam) ||
      rest.some((tekst) => tekst.includes(`'${naam}/`)) ||
      wordtGestart(naam) ||
      isHulp(naam);
    expect(ONTWIKKELING.filter((naam) => !gebruikt(naam))).toEqual([]);
  });

  test('each import is a package of ours, and no package comes along by another one', () => {
    const onze = [...PRODUCTIE, ...ONTWIKKELING];
    expect([...inServer, ...daarbuiten].filter((naam) => !onze.includes(naam))).toEqual([]);
    expect(inServer.size).toBeGreaterThan(15);
  });
});

/** The names in the first column of a table. */
function genoemd(tekst: string): string[] {
  const regels = tekst.match(/^\| .+/gm)?.slice(2) ?? [];
  return regels.flatMap((regel) => regel.split('|')[1]?.trim().split(', ') ?? []).sort();
}

function teksten(mappen: string[]): string[] {
  const paden = mappen.flatMap((map) =>
    readdirSync(map, { recursive: true, encoding: 'utf8' }).map((bestand) => join(map, bestand)),
  );
  return paden.filter((pad) => pad.endsWith('.ts')).map((pad) => readFileSync(pad, 'utf8'));
}

function ingevoerd(bestanden: string[]): Set<string> {
  const verwijzingen = bestanden.flatMap((tekst) =>
    [...tekst.matchAll(INVOER)].map(([, vast, los]) => vast ?? los ?? ''),
  );
  return new Set(verwijzingen.filter((een) => !/^(\.|node:)/.test(een)).map(pakket));
}

function pakket(verwijzing: string): string {
  return verwijzing
    .split('/')
    .slice(0, verwijzing.startsWith('@') ? 2 : 1)
    .join('/');
}

/** By a script of package.json, or by Jest as its settings say. */
function wordtGestart(naam: string): boolean {
  const { bin = {} } = inhoud(naam);
  const programmas = typeof bin === 'string' ? [naam] : Object.keys(bin);
  const woorden = Object.values(scripts).flatMap((script) => script.split(/[\s/]+/));
  return (
    programmas.some((een) => woorden.includes(een)) || readFileSync('jest.config.js', 'utf8').includes(`'${naam}'`)
  );
}

/** Types of a package that we have, or a package that another one requires us to bring. */
function isHulp(naam: string): boolean {
  if (naam.startsWith('@types/')) return [...PRODUCTIE, ...ONTWIKKELING].includes(naam.slice('@types/'.length));
  return ONTWIKKELING.some((ander) => naam in (inhoud(ander).peerDependencies ?? {}));
}

function inhoud(naam: string): { bin?: string | object; peerDependencies?: object } {
  return JSON.parse(readFileSync(join('node_modules', naam, 'package.json'), 'utf8'));
}
