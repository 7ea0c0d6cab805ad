import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inGebruik } from './fuzz/geheugen.ts';
import { Ronde } from './fuzz/ronde.ts';

const ZAAD = 20_261_123;
/** The first part fills what is kept between requests. After it, nothing may grow. */
const VOORAF = 5_000;
const DAARNA = 15_000;
const MAX_GROEI = 6 * 1024 * 1024;

let ronde: Ronde;
beforeAll(async () => {
  ronde = await Ronde.begin(ZAAD);
});
afterAll(() => ronde.stop());

test('memory does not grow with the number of requests', async () => {
  const rij = ronde.gevallen(VOORAF + DAARNA);
  await ronde.stuurAlle(rij.slice(0, VOORAF));
  const voor = await inGebruik();
  await ronde.stuurAlle(rij.slice(VOORAF));
  const groei = (await inGebruik()) - voor;
  process.stderr.write(`fuzz: ${(groei / 1024).toFixed(0)} KiB more in use after ${DAARNA} more requests\n`);
  expect(groei).toBeLessThan(MAX_GROEI);
}, 600_000);
