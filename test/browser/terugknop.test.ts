import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { NIEUWKOMER } from '../../src/demo/leerlingen.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { gebruikDemo, verwachtToegankelijk, vulIn } from '../opzet/bezoek/browser.ts';

/** Going back to a page that answered a form, and the pages' own ways back. */

const { hier, metBrowser } = gebruikDemo();
const kop = (pagina: Page, name: string) => pagina.getByRole('heading', { name }).waitFor();

async function geefIn(pagina: Page, gebruikersnaam: string, code: string): Promise<void> {
  await pagina.getByLabel('Gebruikersnaam').fill(gebruikersnaam);
  await pagina.getByLabel('Code').fill(code);
  await pagina.getByRole('button', { name: 'Ga verder' }).click();
}

test('a wrong password, "Wachtwoord vergeten?", and Back: the sign-in page, on which he signs in', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
    await vulIn(pagina, 'leerling.gewoon', 'verkeerd');
    await pagina.getByRole('alert').waitFor();
    await pagina.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await kop(pagina, 'Wachtwoord vergeten?');
    await pagina.goBack();
    await kop(pagina, 'Aanmelden bij Smartschool');
    await vulIn(pagina, 'leerling.gewoon');
    await kop(pagina, 'Je bent aangemeld bij Smartschool');
  });
});

test('a wrong code, and then a password that was chosen: Back leads to the page for the code', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.idp.issuer}/activeren`);
    await geefIn(pagina, NIEUWKOMER, 'zomaar');
    await pagina.getByRole('alert').waitFor();
    await pagina.getByRole('link', { name: 'Naar het begin' }).click();
    await kop(pagina, 'Welkom bij LeerID');
    await pagina.goBack();
    await kop(pagina, 'Gebruik je code');
    await geefIn(pagina, NIEUWKOMER, await geefCode(hier.demo.idp, NIEUWKOMER));
    await pagina.getByLabel('Nieuw wachtwoord', { exact: true }).fill('drie gekke eekhoorns');
    await pagina.getByLabel('Nog eens hetzelfde', { exact: true }).fill('drie gekke eekhoorns');
    await pagina.getByRole('button', { name: 'Bewaar mijn wachtwoord' }).click();
    await pagina.waitForURL(`${hier.demo.idp.issuer}/activeren/klaar`);
    await pagina.goBack();
    await kop(pagina, 'Gebruik je code');
  });
});

test('from the start page and back to it, also from the second step', async () => {
  await metBrowser(async (pagina) => {
    const naarHetBegin = async () => {
      await verwachtToegankelijk(pagina);
      await pagina.getByRole('link', { name: 'Naar het begin' }).click();
      await kop(pagina, 'Welkom bij LeerID');
    };
    await pagina.goto(hier.demo.idp.issuer);
    await pagina.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await naarHetBegin();
    await pagina.getByRole('link', { name: 'Eerste keer?' }).click();
    await naarHetBegin();
    await pagina.getByRole('link', { name: 'Eerste keer?' }).click();
    await geefIn(pagina, 'leerling.historiek', await geefCode(hier.demo.idp, 'leerling.historiek'));
    await kop(pagina, 'Kies je wachtwoord');
    await naarHetBegin();
  });
});

test('who came from an application is led back there, also from the second step', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
    await pagina.getByRole('link', { name: 'Eerste keer?' }).click();
    await geefIn(pagina, 'leerling.historiek', await geefCode(hier.demo.idp, 'leerling.historiek'));
    await kop(pagina, 'Kies je wachtwoord');
    expect(await pagina.getByRole('link', { name: 'Naar het begin' }).count()).toBe(0);
    await pagina.getByRole('link', { name: 'Ik heb al een wachtwoord' }).click();
    await kop(pagina, 'Aanmelden bij Smartschool');
  });
});
