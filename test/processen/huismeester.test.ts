import { expect, test } from '@jest/globals';
import type { Opening } from '../../src/kamer.ts';
import { maakHuismeester } from '../../src/processen/huismeester.ts';
import type { Werkrooster } from '../../src/store/index.ts';

/** What a caretaker begins, in which order, and what a second try begins after a first one that failed. */

const rooster: Werkrooster = {
  neemAan: async () => {},
  voegToe: async () => {},
  neemLosWerkAan: async () => {},
  stop: async () => {},
};

/** A room that says when it is called, and fails the first so many times. */
function kamer(gedaan: string[], naam: string, mislukt = 0): Opening {
  let keer = 0;
  return {
    async onderhoud() {
      if (keer++ < mislukt) throw new Error(`${naam} mislukt`);
      gedaan.push(naam);
    },
  };
}

test('the rounds begin also when the timetable cannot start, and begin once', async () => {
  const gedaan: string[] = [];
  const word = maakHuismeester([kamer(gedaan, 'toetsen')], () => gedaan.push('rondes'));
  for (let keer = 0; keer < 2; keer++)
    await expect(word(() => Promise.reject(new Error('geen rooster')))).rejects.toThrow('geen rooster');
  expect(gedaan).toEqual(['rondes']);
  await word(async () => rooster);
  expect(gedaan).toEqual(['rondes', 'toetsen']);
});

test('a room that took its work on takes nothing on again when a later room fails', async () => {
  const gedaan: string[] = [];
  const kamers = [kamer(gedaan, 'een'), {}, kamer(gedaan, 'twee', 1), kamer(gedaan, 'drie')];
  const word = maakHuismeester(kamers, () => gedaan.push('rondes'));
  await expect(word(async () => rooster)).rejects.toThrow('twee mislukt');
  expect(gedaan).toEqual(['rondes', 'een']);
  await word(async () => rooster);
  expect(gedaan).toEqual(['rondes', 'een', 'twee', 'drie']);
});
