import { expect, test } from '@jest/globals';
import { afbouw, eindeNaOpzegging } from '../../src/protocol/index.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { leesAkte } from '../opzet/akten/aktentabel.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

/** After the end of an act: who must destroy what, and by when. And when a notice ends it. */

const lijst = (map: string, vanaf: string) =>
  afbouw(protocolschema.parse(leesAkte(map)), Temporal.PlainDate.from(vanaf)).map(
    ({ ontvanger, uiterlijk }) => `${ontvanger} ${uiterlijk}`,
  );

test.each([
  ['smartschool', '2027-01-01', ['smartbit 2029-12-31', 'toegangscontrole 2029-12-31']],
  ['archief-voor-onderwijs', '2027-01-01', ['meemoo 2029-12-31', 'toegangscontrole 2029-12-31']],
])('%s: each term runs from the last day of the act', (map, vanaf, verwacht) => {
  expect(lijst(map, vanaf)).toEqual(verwacht);
});

test('where the act says who keeps how long, that one has its own term; who is named nowhere has the shortest', () => {
  const toetsen = lijst('vlaamse-toetsen', '2027-06-15');
  expect(toetsen).toContain('dov 2037-06-14');
  // No day longer, from the last day on: 31 July is the latest, and not the term.
  expect(toetsen).toContain('dov 2027-06-14');
  expect(toetsen).toContain('leverancier-toetsplatform 2027-06-14');
});

test('each keeper of a recipient has a duty of its own, with its term in plain Dutch', () => {
  const akte = protocolschema.parse(leesAkte('vlaamse-toetsen'));
  const van = (id: string) =>
    afbouw(akte, Temporal.PlainDate.from('2027-06-15'))
      .filter(({ ontvanger }) => ontvanger === id)
      .map(({ bij, termijnen }) => [bij, ...termijnen]);
  expect(van('dov')).toEqual([
    ['DOV, registratiemodule', 'geen dag langer'],
    ['DOV, dataplatform', '10 jaar'],
  ]);
  expect(van('leverancier-toetsplatform')).toEqual([[undefined, 'geen dag langer']]);
});

test.each([
  ['leverancier', true],
  ['Leverancier, platform', true],
  ['IDEA en leverancier', true],
  ['leverancier-toetsplatform', false],
  ['hoofdleverancier', false],
  ['de partij voor leverancier', false],
])('who keeps, "%s", names the recipient "leverancier": %s', (bij, isGenoemd) => {
  const bewaring = [
    { artikel: 3, bij, termijn: 'P3Y', vanaf: 'de laatste aanmelding' },
    { artikel: 3, bij: 'iemand anders', termijn: 'P1Y', vanaf: 'de laatste aanmelding' },
  ];
  const akte = protocolschema.parse({ ...voorbeeldprotocol(), bewaring });
  const plicht = afbouw(akte, Temporal.PlainDate.from('2027-01-01')).find((een) => een.ontvanger === 'leverancier');
  expect([plicht?.bij, plicht?.termijnen]).toEqual(isGenoemd ? [bij, ['3 jaar']] : [undefined, ['1 jaar']]);
});

test.each([
  ['2026-11-30', 'P3M', '2027-03-01'],
  ['2027-11-30', 'P3M', '2028-03-01'],
  ['2026-08-30', 'P6M', '2027-02-28'],
  ['2026-08-31', 'P6M', '2027-03-01'],
  ['2027-03-01', 'P6M', '2027-09-02'],
])('a notice that was received on %s with a term of %s ends the act from %s on', (ontvangen, termijn, vanaf) => {
  const akte = { opzegging: { artikel: 12, door: ['dov'], termijn, wijze: 'schriftelijk' } };
  expect(String(eindeNaOpzegging(akte, ontvangen))).toBe(vanaf);
});
