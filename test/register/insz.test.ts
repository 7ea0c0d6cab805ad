import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inszHash, maakInszHasher } from '../../src/register/insz.ts';

const elfCijfers = fc.stringMatching(/^[0-9]{11}$/);
/** Shorter than a block of SHA-256, as long as one, and longer. RFC 2104 hashes the last kind first. */
const peper = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('p'.repeat(64), 'p'.repeat(65), 'é'.repeat(33)),
);

test('the hash of many numbers is the hash of each', () => {
  fc.assert(
    fc.property(peper, fc.array(elfCijfers, { minLength: 1 }), (peper, nummers) => {
      const hash = maakInszHasher(peper);
      expect(nummers.map(hash)).toEqual(nummers.map((nummer) => inszHash(nummer, peper)));
    }),
  );
});
