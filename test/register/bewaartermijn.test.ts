import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bewaargrens } from '../../src/register/bewaring/bewaartermijn.ts';

const dag = (tekst: string) => Temporal.PlainDate.from(tekst);
const duur = (tekst: string) => Temporal.Duration.from(tekst);
/** Whether something from the day `toen` has lasted its term today. */
const isVoorbij = (toen: string, termijn: string, vandaag: string) =>
  Temporal.PlainDate.compare(dag(toen), bewaargrens(dag(vandaag), duur(termijn))) < 0;

test.each([
  ['2023-11-23', 'P3Y', '2026-11-22', false],
  ['2023-11-23', 'P3Y', '2026-11-23', false],
  ['2023-11-23', 'P3Y', '2026-11-24', true],
  ['2024-02-29', 'P3Y', '2027-02-28', false],
  ['2024-02-29', 'P3Y', '2027-03-01', true],
  ['2024-02-28', 'P3Y', '2027-02-28', false],
  ['2024-02-28', 'P3Y', '2027-03-01', true],
  ['2025-02-28', 'P3Y', '2028-02-28', false],
  ['2025-02-28', 'P3Y', '2028-02-29', true],
  ['2025-03-01', 'P3Y', '2028-02-29', false],
  ['2024-02-29', 'P4Y', '2028-02-29', false],
  ['2024-02-29', 'P4Y', '2028-03-01', true],
  ['2026-01-31', 'P1M', '2026-02-28', false],
  ['2026-01-31', 'P1M', '2026-03-01', true],
  ['2026-06-30', 'P10D', '2026-07-10', false],
  ['2026-06-30', 'P10D', '2026-07-11', true],
])('of %s, kept for %s: over on %s? %s', (toen, termijn, vandaag, voorbij) => {
  expect(isVoorbij(toen, termijn, vandaag)).toBe(voorbij);
});

test('for every day and every term: over exactly when the day and the term together lie before today', () => {
  const dagen = fc.integer({ min: 0, max: 20_000 }).map((n) => dag('2000-01-01').add({ days: n }));
  const termijnen = fc
    .record({ years: fc.nat(5), months: fc.nat(14), days: fc.nat(40) })
    .map((velden) => Temporal.Duration.from(velden));
  fc.assert(
    fc.property(dagen, termijnen, fc.integer({ min: -5, max: 5 }), (vandaag, termijn, verschil) => {
      const toen = vandaag.subtract(termijn).add({ days: verschil });
      const voorbij = Temporal.PlainDate.compare(toen.add(termijn), vandaag) < 0;
      expect(Temporal.PlainDate.compare(toen, bewaargrens(vandaag, termijn)) < 0).toBe(voorbij);
    }),
    { numRuns: 3_000 },
  );
});
