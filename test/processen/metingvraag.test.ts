import { expect, test } from '@jest/globals';
import { maakMetingvraag } from '../../src/processen/metingvraag.ts';

/** A process asks the first one for the figures of all, and the first one may be silent or late. */

const DIRECT = 1;

test('a question that nobody answers ends, and the next one gets its own answer', async () => {
  const gevraagd: number[] = [];
  const vraag = maakMetingvraag((nummer) => gevraagd.push(nummer), DIRECT);
  await expect(vraag.lees()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  const geduldig = maakMetingvraag((nummer) => {
    // What was asked before comes late.
    geduldig.kwamen(nummer - 1, 'oud');
    geduldig.kwamen(nummer, 'nieuw');
  });
  expect(await geduldig.lees()).toBe('nieuw');
  const volgende = vraag.lees();
  await expect(volgende).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(gevraagd).toEqual([1, 2]);
});

test('those who ask at once share an answer', async () => {
  const gevraagd: number[] = [];
  const vraag = maakMetingvraag((nummer) => {
    gevraagd.push(nummer);
    queueMicrotask(() => vraag.kwamen(nummer, `antwoord ${nummer}`));
  });
  expect(await Promise.all([vraag.lees(), vraag.lees()])).toEqual(['antwoord 1', 'antwoord 1']);
  expect(await vraag.lees()).toBe('antwoord 2');
});
