import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { rijenIn } from '../opzet/akten/aktentabel.ts';
import { AKTEN, clausulesVan, KAMERS_LATER, LEZINGEN, MAPPEN, ZONDER_WOORD } from '../opzet/akten/clausules.ts';

/** docs/akten/lezingen.md decides each open reading of the acts exactly once. */

const LIJST = readFileSync('docs/akten/lezingen.md', 'utf8');
const alle = rijenIn(LIJST, /^\d+$/);

/** From a heading to the next one. */
function rijenOnder(kop: string): string[][] {
  return rijenIn(LIJST.split(/^## /m).find((deel) => deel.startsWith(kop)) ?? '', /^\d+$/);
}

test('the acts leave 61 places open, each with one number', () => {
  const nummers = [...Object.values(LEZINGEN).flat(), ...ZONDER_WOORD];
  expect(nummers.sort((a, b) => a - b)).toEqual(Array.from({ length: 61 }, (_, plaats) => plaats + 1));
  expect(alle).toHaveLength(61);
  expect(LIJST).toContain('The acts leave 61 places open.');
});

test('what the acts have no word for stands last, each with the clauses that it is about', () => {
  const rijen = rijenOnder('Of which the acts have no word');
  expect(rijen.map(([nummer]) => Number(nummer))).toEqual(ZONDER_WOORD);
  const clausules = AKTEN.flatMap(clausulesVan);
  for (const [nummer, vraag = ''] of rijen) {
    const genoemd = /^(S\d-[^:]+): /.exec(vraag)?.[1]?.split(', ') ?? [];
    expect([nummer, genoemd.length > 0, genoemd.filter((id) => !clausules.includes(id))]).toEqual([nummer, true, []]);
  }
});

test('each reading stands once, with the first act that it concerns, in order', () => {
  for (const akte of AKTEN) {
    const nummers = rijenOnder(`${akte}:`).map(([nummer]) => Number(nummer));
    expect([akte, nummers]).toEqual([akte, LEZINGEN[akte]]);
  }
});

test('each says the question, the reading, the reason and the setting', () => {
  expect(alle.filter((cellen) => cellen.length !== 5 || cellen.includes(''))).toEqual([]);
});

test('each reading that an act or a table of clauses names is in the list', () => {
  const bestanden = AKTEN.flatMap((akte) => [
    `docs/akten/${akte}.md`,
    `config/protocollen/${MAPPEN[akte]}/protocol.yaml`,
  ]);
  const genoemd = bestanden.flatMap((bestand) =>
    [...readFileSync(bestand, 'utf8').matchAll(/(?:readings?|lezing) (\d+)/g)].map(([, nummer = '']) => nummer),
  );
  expect(genoemd.length).toBeGreaterThan(30);
  const nummers = alle.map(([nummer]) => nummer);
  expect(genoemd.filter((nummer) => !nummers.includes(nummer))).toEqual([]);
});

test('a setting or a room that is named exists', () => {
  const instellingen = readFileSync('README.md', 'utf8');
  for (const [, naam = ''] of LIJST.matchAll(/\b(LEERID_[A-Z_]+)/g)) expect(instellingen).toContain(`\`${naam}\``);
  const [kop, ...secties] = LIJST.split(/^## /m);
  expect(kop).toContain('# Readings of the acts');
  for (const [, kamer] of secties.join('').matchAll(/\blater: ([a-z]+)/g)) expect(KAMERS_LATER).toContain(kamer);
});
