import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gebruikersnaamstam } from '../../src/register/gebruikersnaamstam.ts';

test.each([
  ['Noor', 'Peeters', 'noor.peeters'],
  ['Zoë', "D'Hondt", 'zoe.dhondt'],
  ['Jan', 'Van der Elst', 'jan.vanderelst'],
  ['Anneliese', 'Van der Elst', 'anneliese.elst'],
  ['Anne-Sophie', 'De Smet', 'anne.desmet'],
  ['Maximiliaan', 'Vandenbroucke', 'maximilia.vanden'],
  ['Mohamed', 'El Amrani', 'mohamed.elamrani'],
  ['Jo Ann', 'García López', 'joann.garcia'],
  ['Άννα', 'Παπαδοπούλου', 'anna.papadopoylo'],
  ['小明', '王', 'xiaoming.wang'],
  ['-', 'Peeters', 'peeters'],
  ['Noor', '.', 'noor'],
  ['-', '123', 'leerling'],
  ['', 'Wolfeschlegelsteinhausen', 'wolfeschlegelste'],
])('%s %s: %s', (voornaam, naam, stam) => {
  expect(gebruikersnaamstam(voornaam, naam)).toBe(stam);
});

const tekst = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));

test('any name gives letters with a dot at most, in 16 characters', () => {
  fc.assert(
    fc.property(tekst, tekst, (voornaam, naam) => {
      const stam = gebruikersnaamstam(voornaam, naam);
      expect(stam).toMatch(/^[a-z]+([.][a-z]+)?$/);
      expect(stam.length).toBeLessThanOrEqual(16);
    }),
    { numRuns: 2000 },
  );
});
