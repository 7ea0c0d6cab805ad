import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { foutIn, plekkenIn, rijenIn } from '../opzet/aktentabel.ts';
import { AKTEN, clausulesVan } from '../opzet/clausules.ts';

/** docs/akten says of each clause of the five acts where it is kept. */

const tabelVan = (akte: string) => `docs/akten/${akte}.md`;
const metTabel = AKTEN.filter((akte) => existsSync(tabelVan(akte)));
const woorden = (tekst: string) => tekst.split(/\s+/).length;

test('the acts have 308 clauses', () => {
  expect(AKTEN.map((akte) => clausulesVan(akte).length)).toEqual([57, 49, 58, 85, 59]);
});

describe('what a row names has to be there', () => {
  test.each([
    'yaml: smartschool#partijen[smartbit].kbo',
    'yaml: smartschool#partijen[1].kbo',
    'code: src/mededeling/toegang.ts',
    'test: test/protocol/clausules.test.ts "what a row names has"',
    'later: onderzoek',
    'n.v.t.: a court is no software',
  ])('%s', (plek) => {
    expect(plekkenIn(plek).map(foutIn)).toEqual([undefined]);
  });

  test.each([
    'yaml: smartschool#partijen[smartbit].kb',
    'yaml: smartschool#partijen[9]',
    'yaml: smartschool#partijen[nobody]',
    'yaml: smartschool#partijen smartbit',
    'yaml: smartschol#partijen',
    'code: src/mededeling/toegan.ts',
    'code: README.md',
    'test: test/protocol/clausules.test.ts "no such title"',
    'test: test/protocol/clausules.test.ts "../opzet/clausules.ts"',
    'test: test/protocol/clausule.test.ts "what a row"',
    'later: ooit',
    'n.v.t.: no',
    'somewhere',
  ])('not %s', (plek) => {
    expect(plekkenIn(plek).map(foutIn)).not.toEqual([undefined]);
  });
});

/** Each test walks the acts by itself: as long as an act has no table, it is passed over. */
describe('each act with a table', () => {
  test('has each clause once, in the order of the act, in at most ten words', () => {
    for (const akte of metTabel) {
      const rijen = rijenVan(akte);
      expect(rijen.map(([id]) => id)).toEqual(clausulesVan(akte));
      expect(rijen.filter((cellen) => cellen.length !== 3 || !cellen[1] || woorden(cellen[1]) > 10)).toEqual([]);
    }
  });

  test('says where each is kept, and all that it names is there', () => {
    const fouten = metTabel.flatMap(rijenVan).flatMap(([id, , waar = '']) =>
      plekkenIn(waar).flatMap((plek) => {
        const fout = foutIn(plek);
        return fout === undefined ? [] : [`${id} ${fout}`];
      }),
    );
    expect(fouten).toEqual([]);
  });

  test('names no rule in code without the test that shows it', () => {
    const soorten = metTabel
      .flatMap(rijenVan)
      .map(([id, , waar = '']) => ({ id, plekken: plekkenIn(waar).map(({ soort }) => soort) }));
    const zonderTest = soorten.filter(({ plekken }) => plekken.includes('code') && !plekken.includes('test'));
    expect(zonderTest.map(({ id }) => id)).toEqual([]);
  });
});

function rijenVan(akte: string): string[][] {
  return rijenIn(readFileSync(tabelVan(akte), 'utf8'), /^S\d-/);
}
