import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakAccounts } from '../opzet/register/leerlingen.ts';
import { wachtTot } from '../opzet/wachten.ts';
import { startAanmeldpagina, WACHTWOORD } from './aanmeldpagina.ts';

/**
 * Without patience, only a visitor who finds a place free is checked. `drukte.tijd.test.ts` measures a real
 * crowd.
 */
const PLAATSEN = 2;
const KINDEREN = 20;

let pagina: Awaited<ReturnType<typeof startAanmeldpagina>>;
beforeAll(async () => {
  pagina = await startAanmeldpagina({ plaatsen: PLAATSEN, geduld: 0 });
});
afterAll(() => pagina.stop());

test('more than the places bear: everyone gets an answer, and who is turned away lost nothing', async () => {
  const kinderen = await maakAccounts(pagina.db, KINDEREN, pagina.hash);
  // A visitor with a place gets no further than his first question, until all others have their answer.
  const { onderweg } = await pagina.db.transaction().execute(async (trx) => {
    await sql`lock table aanmeldmiddelen in access exclusive mode`.execute(trx);
    const onderweg = Promise.all(kinderen.map(({ gebruikersnaam }) => pagina.stuur(gebruikersnaam)));
    await wachtTot('all others are turned away', () => pagina.uitkomsten.length === KINDEREN - PLAATSEN);
    return { onderweg };
  });
  const antwoorden = await onderweg;
  const terug = antwoorden.filter(({ status }) => status === 503);
  expect(antwoorden.filter(({ status }) => status === 204)).toHaveLength(PLAATSEN);
  expect(terug).toHaveLength(KINDEREN - PLAATSEN);
  for (const { gebruikersnaam, wacht, html } of terug) {
    expect(wacht).toBeGreaterThanOrEqual(1);
    expect(html).toContain('role="alert" id="melding">Het is nu heel druk. Wacht even en probeer dan opnieuw.</p>');
    expect(html).toMatch(new RegExp(`name="gebruikersnaam"[^>]* value="${gebruikersnaam}"`));
    expect(html).not.toContain('aria-invalid="true"');
    expect(html).not.toContain(WACHTWOORD);
  }
  // A visitor who was turned away lost no try. The others got theirs back.
  const rijen = await pagina.db.selectFrom('aanmeldpogingen').select('points').execute();
  expect(rijen).toEqual(Array(PLAATSEN).fill({ points: 0 }));
  const telling = Object.groupBy(pagina.uitkomsten, (uitkomst) => uitkomst);
  expect(telling.gelukt).toHaveLength(PLAATSEN);
  expect(telling.te_druk).toHaveLength(KINDEREN - PLAATSEN);
  expect((await pagina.stuur(terug[0]?.gebruikersnaam ?? '')).status).toBe(204);
});
