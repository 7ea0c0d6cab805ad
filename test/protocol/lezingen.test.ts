import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { rijenIn } from '../opzet/aktentabel.ts';
import { AKTEN, KAMERS_LATER, LEZINGEN } from '../opzet/clausules.ts';

/** docs/akten/lezingen.md decides each open reading of the acts once. */

const LIJST = readFileSync('docs/akten/lezingen.md', 'utf8');
const alle = rijenIn(LIJST, /^\d+$/);

/** A section per act: from its heading to the next one. */
function rijenVan(akte: string): string[][] {
  return rijenIn(LIJST.split(/^## /m).find((deel) => deel.startsWith(`${akte}:`)) ?? '', /^\d+$/);
}

test('the acts leave 51 places open', () => {
  const nummers = Object.values(LEZINGEN).flat();
  expect(nummers.sort((a, b) => a - b)).toEqual(Array.from({ length: 51 }, (_, plaats) => plaats + 1));
});

test('each reading stands once, with the first act that it concerns, in order', () => {
  for (const akte of AKTEN) {
    const nummers = rijenVan(akte).map(([nummer]) => Number(nummer));
    expect([akte, nummers]).toEqual([akte, LEZINGEN[akte]]);
  }
});

test('each says the question, the reading, the reason and the setting', () => {
  expect(alle.filter((cellen) => cellen.length !== 5 || cellen.includes(''))).toEqual([]);
});

test('a setting or a room that is named exists', () => {
  const instellingen = readFileSync('README.md', 'utf8');
  for (const [, naam = ''] of LIJST.matchAll(/\b(LEERID_[A-Z_]+)/g)) expect(instellingen).toContain(`\`${naam}\``);
  const [kop, ...secties] = LIJST.split(/^## /m);
  expect(kop).toContain('# Readings of the acts');
  for (const [, kamer] of secties.join('').matchAll(/\blater: ([a-z]+)/g)) expect(KAMERS_LATER).toContain(kamer);
});
