import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { gebruikDemo, verwachtPastInBreedte, verwachtToegankelijk } from '../opzet/bezoek/browser.ts';

const NAAM = 'leerling.gewoon';
const WACHTWOORD = 'drie gekke eekhoorns';

const { hier, metBrowser } = gebruikDemo();

async function kijkNa(pagina: Page) {
  await verwachtToegankelijk(pagina);
  await verwachtPastInBreedte(pagina);
}

async function kies(pagina: Page, wachtwoord: string, nogmaals = wachtwoord) {
  await pagina.getByLabel('Nieuw wachtwoord', { exact: true }).fill(wachtwoord);
  await pagina.getByLabel('Nog eens hetzelfde', { exact: true }).fill(nogmaals);
  await pagina.getByRole('button', { name: /^Bewaar/ }).click();
}

test.each([[{}], [{ javaScriptEnabled: false }]])(
  'the first time, from an application to that application, on a small screen (%j)',
  async (opties) => {
    // axe is a script itself.
    const bekijk = 'javaScriptEnabled' in opties ? verwachtPastInBreedte : kijkNa;
    await metBrowser(async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
      await pagina.getByRole('link', { name: 'Eerste keer?' }).click();
      await pagina.getByRole('heading', { name: 'Gebruik je code' }).waitFor();
      await bekijk(pagina);
      const code = await geefCode(hier.demo.idp, NAAM);
      await pagina.getByLabel('Gebruikersnaam').fill(NAAM);
      await pagina.getByLabel('Code').fill('zomaar iets');
      await pagina.getByRole('button', { name: 'Ga verder' }).click();
      await pagina.getByRole('alert').waitFor();
      await bekijk(pagina);
      expect(await pagina.getByLabel('Gebruikersnaam').inputValue()).toBe(NAAM);
      await pagina.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
      await pagina.getByRole('button', { name: 'Ga verder' }).click();
      await pagina.getByRole('heading', { name: 'Kies je wachtwoord' }).waitFor();
      await bekijk(pagina);
      await kies(pagina, 'gewone123');
      await pagina.getByRole('alert').getByText('makkelijk te raden').waitFor();
      await bekijk(pagina);
      await kies(pagina, WACHTWOORD, 'iets anders dan dat');
      await pagina.getByRole('alert').getByText('niet gelijk').waitFor();
      await kies(pagina, WACHTWOORD);
      await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
      expect(await pagina.locator('main').textContent()).toContain('Gewone');
    }, opties);
  },
);

test('from the start page, with the keyboard alone, to a page that says how to go on', async () => {
  const code = await geefCode(hier.demo.idp, NAAM);
  await metBrowser(async (pagina) => {
    await pagina.goto(hier.demo.idp.issuer);
    await kijkNa(pagina);
    await pagina.getByRole('link', { name: 'Eerste keer?' }).press('Enter');
    await pagina.locator('#gebruikersnaam:focus').waitFor();
    await pagina.keyboard.type(NAAM);
    await pagina.keyboard.press('Tab');
    await pagina.keyboard.type(code);
    await pagina.keyboard.press('Enter');
    await pagina.locator('#wachtwoord:focus').waitFor();
    await pagina.keyboard.type(WACHTWOORD);
    // Past the button that shows what was typed.
    await pagina.keyboard.press('Tab');
    await pagina.keyboard.press('Tab');
    await pagina.keyboard.type(WACHTWOORD);
    await pagina.keyboard.press('Enter');
    await pagina.getByRole('heading', { name: 'Gelukt!' }).waitFor();
    expect(pagina.url()).toBe(`${hier.demo.idp.issuer}/activeren/klaar`);
    await kijkNa(pagina);
  });
});

test('the demo shows the code of a pupil without a password', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(hier.demo.toepassingen);
    await kijkNa(pagina);
    const [naam = '', code = ''] = await pagina.locator('#nieuw kbd').allTextContents();
    await pagina.locator('#nieuw').getByRole('link').click();
    await pagina.getByLabel('Gebruikersnaam').fill(naam);
    await pagina.getByLabel('Code').fill(code);
    await pagina.getByRole('button', { name: 'Ga verder' }).click();
    await kies(pagina, WACHTWOORD);
    await pagina.waitForURL(`${hier.demo.idp.issuer}/activeren/klaar`);
  });
});
