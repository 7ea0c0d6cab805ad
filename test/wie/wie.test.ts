import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { maakProgramma } from '../../src/cli/programma.ts';
import { takenVan } from '../../src/kamer.ts';
import { HUIS } from '../../src/kamers.ts';
import { systeemklok } from '../../src/klok.ts';
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

test('every command and every task has a name under which it can be told', async () => {
  const taken = takenVan(HUIS.kamers).map(({ naam }) => ({ soort: 'machine', id: naam }));
  const opdrachten = padenVan(await maakProgramma(systeemklok)).map((id) => ({ soort: 'operator', id }));
  expect(taken.length).toBeGreaterThan(1);
  expect(opdrachten.length).toBeGreaterThan(20);
  const onnoembaar = [...taken, ...opdrachten].filter((wie) => !wieschema.safeParse(wie).success);
  expect(onnoembaar).toEqual([]);
});

/** The commands below this one, as they are typed after `leerid`. */
function padenVan({ commands }: Command): string[] {
  return commands.flatMap((een) => [een.name(), ...padenVan(een).map((pad) => `${een.name()} ${pad}`)]);
}
