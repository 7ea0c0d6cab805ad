import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wachtwoordKlopt } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';
import { maakAccounts } from '../opzet/register/leerlingen.ts';
import { startAanmeldpagina, WACHTWOORD } from './aanmeldpagina.ts';

const GEDULD = 1_000;
const PLAATSEN = 2;

let pagina: Awaited<ReturnType<typeof startAanmeldpagina>>;
beforeAll(async () => {
  pagina = await startAanmeldpagina({ plaatsen: PLAATSEN, geduld: GEDULD });
});
afterAll(() => pagina.stop());

/** How many hashes the places can do within the patience of the queue, measured here and now. */
async function draagkracht(): Promise<number> {
  const begin = performance.now();
  for (let i = 0; i < 10; i++) {
    await Promise.all(Array.from({ length: PLAATSEN }, () => wachtwoordKlopt(pagina.hash, WACHTWOORD)));
  }
  return Math.ceil((GEDULD * PLAATSEN * 10) / (performance.now() - begin));
}

/** The value below which this share of a hundred stays. */
function percentiel(deel: number, duren: readonly (number | undefined)[]): number {
  const gesorteerd = duren.map((duur = Number.NaN) => duur).sort((a, b) => a - b);
  return gesorteerd[Math.floor(deel * gesorteerd.length)] ?? Number.NaN;
}

test('ten times what the cores bear: everyone gets an answer within a bounded time', async () => {
  const kunnen = await draagkracht();
  const kinderen = await maakAccounts(pagina.db, 10 * kunnen, pagina.hash);
  const antwoorden = await Promise.all(kinderen.map(({ gebruikersnaam }) => pagina.stuur(gebruikersnaam)));
  const binnen = antwoorden.filter(({ status }) => status === 204);
  const terug = antwoorden.filter(({ status }) => status === 503);
  expect(binnen.length).toBeGreaterThan(kunnen / 4);
  expect(terug.length).toBeGreaterThan(kunnen);
  // Measured from the moment the server has the request: a wait within its patience, and then the check
  // itself.
  expect(
    percentiel(
      0.95,
      binnen.map(({ duur }) => duur),
    ),
  ).toBeLessThan(GEDULD + 1_000);
  // Most visitors without a chance are told so before any work was done for them.
  expect(
    percentiel(
      0.5,
      terug.map(({ duur }) => duur),
    ),
  ).toBeLessThan(100);
  expect(Math.max(...terug.map(({ wacht = Number.NaN }) => wacht))).toBeLessThan(10);
});
