import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

/**
 * The load of the register has sub-rooms in the order in which the data go. Each has a face, and uses only
 * earlier ones.
 */

const MAP = 'src/register/discimus';
const VOLGORDE = ['werkruimte', 'lezen', 'scholen', 'herkennen', 'toepassen', 'samenvoegen', 'verslag'];

const verwijzingen = globSync('src/**/*.ts').flatMap((bestand) =>
  [...readFileSync(bestand, 'utf8').matchAll(/\bfrom '(\.[^']+)'/g)].map(([, naar = '']) => ({
    van: relative(MAP, bestand),
    naar: relative(MAP, join(dirname(bestand), naar)),
  })),
);

const isBuiten = (bestand: string) => bestand.startsWith('..');
const deelkamer = (bestand: string) => (isBuiten(bestand) ? bestand : dirname(bestand));
const tussenDeelkamers = verwijzingen.filter(({ van, naar }) => !isBuiten(naar) && deelkamer(van) !== deelkamer(naar));

test('the sub-rooms are these', () => {
  const mappen = new Set(globSync(`${MAP}/*/*.ts`).map((bestand) => dirname(relative(MAP, bestand))));
  expect([...mappen].sort()).toEqual(VOLGORDE.toSorted());
  expect(tussenDeelkamers.length).toBeGreaterThan(20);
});

test('who needs something of another sub-room, or of the load, goes by its face', () => {
  expect(tussenDeelkamers.filter(({ naar }) => !/(^|\/)index\.ts$/.test(naar))).toEqual([]);
});

test('a sub-room knows only those before it', () => {
  const plaats = (bestand: string) => VOLGORDE.indexOf(deelkamer(bestand));
  const terug = tussenDeelkamers.filter(
    ({ van, naar }) => !isBuiten(van) && plaats(van) >= 0 && plaats(naar) >= plaats(van),
  );
  expect(terug).toEqual([]);
  // The files above the sub-rooms combine them, and no sub-room knows those files.
  expect(tussenDeelkamers.filter(({ van, naar }) => plaats(van) >= 0 && deelkamer(naar) === '.')).toEqual([]);
});

test('no folder has more than twenty files', () => {
  const perMap = Map.groupBy(globSync(`${MAP}/**/*.ts`), (bestand) => dirname(bestand));
  expect([...perMap].filter(([, bestanden]) => bestanden.length > 20).map(([map]) => map)).toEqual([]);
});
