import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { foutIn, leesAkte, plaatsIn, plekkenIn, rijenIn } from '../opzet/akten/aktentabel.ts';
import { AKTEN, clausulesVan, MAPPEN } from '../opzet/akten/clausules.ts';
import { onderdelenVan, raakt } from '../opzet/akten/yamlpad.ts';

/** docs/akten says for each clause of the five acts where it is implemented. */

const tabelVan = (akte: string) => `docs/akten/${akte}.md`;
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

describe('each act', () => {
  test('has each clause once, in the order of the act, in at most ten words', () => {
    for (const akte of AKTEN) {
      const rijen = rijenVan(akte);
      expect(rijen.map(([id]) => id)).toEqual(clausulesVan(akte));
      expect(rijen.filter((cellen) => cellen.length !== 3 || !cellen[1] || woorden(cellen[1]) > 10)).toEqual([]);
    }
  });

  test('says where each is kept, and all that it names is there', () => {
    const fouten = AKTEN.flatMap(rijenVan).flatMap(([id, , waar = '']) =>
      plekkenIn(waar).flatMap((plek) => {
        const fout = foutIn(plek);
        return fout === undefined ? [] : [`${id} ${fout}`];
      }),
    );
    expect(fouten).toEqual([]);
  });

  /** A recital has its own place in the act, and the first three only name the file. */
  test('leaves nothing of its file without a clause', () => {
    // The manual of S2 also says for S0 and S1 where a pupil may see an application. So the tables count
    // together.
    const plekken = AKTEN.flatMap(rijenVan).flatMap(([, , waar = '']) => plekkenIn(waar));
    const genoemd = plekken.flatMap(({ soort, wat }) => (soort === 'yaml' ? (plaatsIn(wat) ?? []) : []));
    for (const map of Object.values(MAPPEN)) {
      const eigen = genoemd.filter((een) => een.map === map).map(({ plaats }) => plaats);
      const los = onderdelenVan(leesAkte(map)).filter(
        (deel) => !/^(protocol|titel|omschrijving|overwegingen\.)/.test(deel) && !eigen.some((een) => raakt(een, deel)),
      );
      expect([map, los]).toEqual([map, []]);
    }
  });

  /** Corrections under S2 come through the school's package. That is another duty than reporting. */
  test.each([
    ['kwaliteit', 'bewijs'],
    ['meldingsplicht', 'bewijs'],
    ['bewaring', 'signalen'],
  ])('leaves the same duty to one room in all acts, as the list of fields does: %s', (onderdeel, kamer) => {
    const over = AKTEN.flatMap(rijenVan)
      .filter(([id, , waar = '']) => id !== 'S2-7.2' && new RegExp(`^yaml: [a-z-]+#${onderdeel}\\b`).test(waar))
      .flatMap(([, , waar = '']) => plekkenIn(waar).filter(({ soort }) => soort === 'later'));
    const velden = readFileSync('docs/akten/velden.md', 'utf8').matchAll(/^\| `(\S+)` +\| later: (\w+)/gm);
    const uitLijst = [...velden].filter(([, veld]) => veld?.startsWith(onderdeel)).map(([, , wie]) => wie);
    expect(over.length).toBeGreaterThan(1);
    expect(new Set([...over.map(({ wat }) => wat), ...uitLijst])).toEqual(new Set([kamer]));
  });

  test('names no rule in code without the test that shows it', () => {
    const soorten = AKTEN.flatMap(rijenVan).map(([id, , waar = '']) => ({
      id,
      plekken: plekkenIn(waar).map(({ soort }) => soort),
    }));
    const zonderTest = soorten.filter(({ plekken }) => plekken.includes('code') && !plekken.includes('test'));
    expect(zonderTest.map(({ id }) => id)).toEqual([]);
  });
});

function rijenVan(akte: string): string[][] {
  return rijenIn(readFileSync(tabelVan(akte), 'utf8'), /^S\d-/);
}
