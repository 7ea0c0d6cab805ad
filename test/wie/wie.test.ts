import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { wieschema } from '../../src/wie/index.ts';

const PERSOON = randomUUID();

test.each([
  { soort: 'leerling', id: PERSOON },
  { soort: 'client', id: 'smartschool' },
  { soort: 'pakket', id: 'pakket-1' },
  { soort: 'medewerker', id: PERSOON },
  { soort: 'operator', id: 'discimus laad' },
  { soort: 'machine', id: 'bewaring' },
])('who acts is told by kind and id: $soort', (wie) => {
  expect(wieschema.parse(wie)).toEqual(wie);
});

test.each([
  ['a pupil by name', { soort: 'leerling', id: 'leerling.gewoon' }],
  ['a member of staff by name', { soort: 'medewerker', id: 'Jan Peeters' }],
  ['a command with what was typed behind it', { soort: 'operator', id: 'account blokkeer jan' }],
  ['a command with an option', { soort: 'operator', id: 'discimus laad --ja' }],
  ['a kind that nobody knows', { soort: 'ouder', id: PERSOON }],
  ['more than who it is', { soort: 'client', id: 'smartschool', naam: 'Smartschool' }],
])('not %s', (_wat, wie) => {
  expect(wieschema.safeParse(wie).success).toBe(false);
});
