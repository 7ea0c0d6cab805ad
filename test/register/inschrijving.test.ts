import { expect, test } from '@jest/globals';
import { isActief } from '../../src/register/index.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';

type Deel = Parameters<typeof voorbeeldinschrijving>[0];
const actief = (dag: string, anders: Deel = {}, respijtdagen = 0) =>
  isActief(voorbeeldinschrijving(anders), Temporal.PlainDate.from(dag), respijtdagen);

test.each([
  ['2024-08-31', false],
  ['2024-09-01', true],
  ['2025-08-31', true],
  ['2025-09-01', false],
])('first and last day count: %s %s', (dag, verwacht) => {
  expect(actief(dag)).toBe(verwacht);
});

test('without an end it stays active', () => {
  expect(actief('2099-01-01', { tot: null })).toBe(true);
  expect(actief('2024-08-31', { tot: null })).toBe(false);
});

test('an enrolment of one day', () => {
  const eenDag = { van: '2024-10-01', tot: '2024-10-01' };
  expect(['2024-09-30', '2024-10-01', '2024-10-02'].map((dag) => actief(dag, eenDag))).toEqual([false, true, false]);
});

test.each([
  ['gerealiseerd', true],
  ['parallel', true],
  ['uitgesteld', false],
  ['niet_gerealiseerd', false],
  ['aanmelding', false],
  ['Gerealiseerd', false],
  ['', false],
])('status "%s" counts: %s', (status, verwacht) => {
  expect(actief('2024-10-01', { status })).toBe(verwacht);
});

test('one that nobody confirmed never counts', () => {
  expect(actief('2024-10-01', { bevestigd: false })).toBe(false);
  expect(actief('2024-10-01', { bevestigd: false, status: 'parallel' }, 30)).toBe(false);
});

test.each([
  [0, '2025-08-31'],
  [1, '2025-09-01'],
  [7, '2025-09-07'],
  [30, '2025-09-30'],
])('with %i days of grace the last day is %s', (respijtdagen, laatste) => {
  const erna = Temporal.PlainDate.from(laatste).add({ days: 1 }).toString();
  expect(actief(laatste, {}, respijtdagen)).toBe(true);
  expect(actief(erna, {}, respijtdagen)).toBe(false);
});

test('grace runs over the end of February, and never before the first day', () => {
  expect(actief('2028-03-01', { tot: '2028-02-28' }, 2)).toBe(true);
  expect(actief('2027-03-03', { tot: '2027-02-28' }, 2)).toBe(false);
  expect(actief('2024-08-31', {}, 30)).toBe(false);
});
