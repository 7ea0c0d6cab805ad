import { expect, test } from '@jest/globals';
import { type Geheimstand, type Lezing, ontleed, weeg } from '../../src/toepassingen/volgen/clientgeheim.ts';

const OUD = 'oud-'.padEnd(40, 'o');
const NIEUW = 'nieuw-'.padEnd(40, 'n');

test.each([
  [OUD, [OUD]],
  [`${OUD}\n`, [OUD]],
  [`${OUD}\r\n`, [OUD]],
  [`${NIEUW}\n${OUD}\n`, [NIEUW, OUD]],
])('%j holds its secrets', (tekst, geheimen) => {
  expect(ontleed(tekst, false)).toEqual({ geheimen });
});

test.each([
  ['', 'leeg'],
  ['\n', 'leeg'],
  [' \n', 'leeg'],
  ['kort', 'korter'],
  [`${OUD}\n\n`, 'korter'],
  [`${OUD}\n${NIEUW}\n${OUD}x\n`, 'meer dan twee'],
  [`${OUD} `, 'witruimte'],
  [`${OUD}é`, 'ASCII'],
  [`${OUD}\0`, 'ASCII'],
  ['x'.repeat(1025), 'langer'],
  [`demo-${OUD}`, 'demogeheim'],
])('%j is no secret, and the reason does not quote it', (tekst, reden) => {
  const { fout } = ontleed(tekst, false) as { fout: string };
  expect(fout).toContain(reden);
  expect(fout).not.toContain('oud-');
});

const heel = (...geheimen: string[]): Lezing => ({ geheimen });
const stuk: Lezing = { fout: 'is leeg', ingetrokken: false };
const weg: Lezing = { fout: 'ontbreekt', ingetrokken: true };

test.each<[string, Lezing[], string[]]>([
  ['the first reading counts at once', [heel(OUD)], [OUD]],
  ['one other reading does not', [heel(OUD), heel(NIEUW)], [OUD]],
  ['two equal ones do', [heel(OUD), heel(NIEUW), heel(NIEUW)], [NIEUW]],
  ['half of it, then all of it', [heel(OUD), heel(NIEUW.slice(0, 35)), heel(NIEUW), heel(NIEUW)], [NIEUW]],
  ['what is of no use never counts', [heel(OUD), stuk, stuk, stuk], [OUD]],
  ['a file that is replaced is away for a moment', [heel(OUD), weg, heel(NIEUW), heel(NIEUW)], [NIEUW]],
  ['a file that is taken away is a secret that ends', [heel(OUD), weg, weg], []],
  ['what was taken away can come back', [heel(OUD), weg, weg, heel(OUD), heel(OUD)], [OUD]],
  ['two at once', [heel(OUD), heel(NIEUW, OUD), heel(NIEUW, OUD)], [NIEUW, OUD]],
  ['nothing at the start', [stuk, stuk], []],
])('%s', (_wat, lezingen, geldig) => {
  const stand = lezingen.reduce<Geheimstand | undefined>(weeg, undefined);
  expect(stand?.geldig).toEqual(geldig);
});

test('a fault is said once it is certain, and forgotten with the next good reading', () => {
  const fouten = [heel(OUD), stuk, stuk, heel(NIEUW), heel(NIEUW)].map((_een, i, alle) => {
    return alle.slice(0, i + 1).reduce<Geheimstand | undefined>(weeg, undefined)?.fout;
  });
  const fout = 'is leeg; het vorige blijft gelden';
  expect(fouten).toEqual([undefined, undefined, fout, fout, undefined]);
});
