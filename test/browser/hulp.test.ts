import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { NIEUWKOMER } from '../../src/demo/leerlingen.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import {
  gebruikDemo,
  verwachtInBeeld,
  verwachtPastInBreedte,
  verwachtToegankelijk,
  vulIn,
} from '../opzet/bezoek/browser.ts';

/** Help for a pupil who is stuck, on the smallest phone and on a screen in class. */

const KLEIN = { viewport: { width: 320, height: 640 } };
const GROOT = { viewport: { width: 1280, height: 800 } };

const { hier, metBrowser } = gebruikDemo();
const naarAanmelden = (pagina: Page, clientId = 'smartschool') =>
  pagina.goto(`${hier.demo.toepassingen}/${clientId}/aanmelden`);
const knop = (pagina: Page, name: string) => pagina.getByRole('button', { name, exact: true });

async function kijkNa(pagina: Page) {
  await verwachtToegankelijk(pagina);
  await verwachtPastInBreedte(pagina);
}

describe('a forgotten password', () => {
  test('from the sign-in page to a new code, and back', async () => {
    await metBrowser(async (pagina) => {
      await naarAanmelden(pagina);
      const aanmelden = pagina.url();
      await pagina.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
      await pagina.getByText('Vraag op school een nieuwe code').waitFor();
      await kijkNa(pagina);
      await pagina.getByRole('link', { name: 'Ik weet mijn wachtwoord weer' }).click();
      expect(pagina.url()).toBe(aanmelden);
      await pagina.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
      await pagina.getByRole('link', { name: 'Ik heb een nieuwe code' }).click();
      await pagina.getByLabel('Code').fill(await geefCode(hier.demo.idp, 'leerling.historiek'));
      await pagina.getByLabel('Gebruikersnaam').fill('leerling.historiek');
      await knop(pagina, 'Ga verder').click();
      await pagina.getByLabel('Nieuw wachtwoord', { exact: true }).fill('drie gekke eekhoorns');
      await pagina.getByLabel('Nog eens hetzelfde', { exact: true }).fill('drie gekke eekhoorns');
      await knop(pagina, 'Bewaar en meld aan').click();
      await pagina.getByRole('heading', { name: 'Je bent aangemeld bij Smartschool' }).waitFor();
    });
  });

  test('from the start page', async () => {
    await metBrowser(async (pagina) => {
      await pagina.goto(hier.demo.idp.issuer);
      await pagina.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
      await kijkNa(pagina);
      await pagina.getByRole('link', { name: 'Ik heb een nieuwe code' }).click();
      expect(pagina.url()).toBe(`${hier.demo.idp.issuer}/activeren`);
    });
  });
});

describe('seeing what was typed', () => {
  test('a button that says whether it does, hides it again when the form goes, and can be used without a mouse', async () => {
    await metBrowser(async (pagina) => {
      await naarAanmelden(pagina);
      const veld = pagina.getByLabel('Wachtwoord', { exact: true });
      const toon = knop(pagina, 'Toon wachtwoord');
      await veld.fill('appel');
      expect(await toon.getAttribute('aria-pressed')).toBe('false');
      await veld.press('Tab');
      await pagina.keyboard.press('Space');
      expect([await veld.getAttribute('type'), await toon.getAttribute('aria-pressed')]).toEqual(['text', 'true']);
      await kijkNa(pagina);
      await toon.click();
      expect([await veld.getAttribute('type'), await veld.inputValue()]).toEqual(['password', 'appel']);
      await toon.click();
      await pagina.getByLabel('Gebruikersnaam').fill('leerling.gewoon');
      const verstuurd = pagina.waitForRequest((verzoek) => verzoek.method() === 'POST');
      await veld.press('Enter');
      expect((await verstuurd).postData()).toContain('wachtwoord=appel');
      await pagina.getByRole('alert').waitFor();
      expect(await veld.getAttribute('type')).toBe('password');
    });
  });

  test('each of the two fields of a new password has its own', async () => {
    await metBrowser(async (pagina) => {
      await pagina.goto(`${hier.demo.idp.issuer}/activeren`);
      await pagina.getByLabel('Gebruikersnaam').fill(NIEUWKOMER);
      await pagina.getByLabel('Code').fill(await geefCode(hier.demo.idp, NIEUWKOMER));
      await knop(pagina, 'Ga verder').click();
      await knop(pagina, 'Toon nieuw wachtwoord').click();
      await knop(pagina, 'Toon nog eens hetzelfde').click();
      expect(await pagina.locator('input[type=text]:not([readonly])').count()).toBe(2);
      await kijkNa(pagina);
    });
  });

  test('without script there is no button', async () => {
    await metBrowser(
      async (pagina) => {
        await naarAanmelden(pagina);
        expect(await pagina.getByRole('button', { name: 'Toon' }).count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe('on a phone of 320 by 640, a fault leaves the button in sight', () => {
  test.each(['smartschool', 'archief-voor-onderwijs', 'toetsplatform'])(
    'at the sign-in page of %s',
    async (clientId) => {
      await metBrowser(async (pagina) => {
        await naarAanmelden(pagina, clientId);
        await vulIn(pagina, 'leerling.gewoon', 'verkeerd');
        await pagina.getByRole('alert').getByText('Wacht een kwartier').waitFor();
        await verwachtInBeeld(knop(pagina, 'Aanmelden'));
        await verwachtInBeeld(pagina.getByRole('alert'));
        await kijkNa(pagina);
      }, KLEIN);
    },
  );

  test('at the code, and at each objection against a password', async () => {
    await metBrowser(async (pagina) => {
      await naarAanmelden(pagina);
      await pagina.getByRole('link', { name: 'Eerste keer?' }).click();
      await pagina.getByLabel('Gebruikersnaam').fill(NIEUWKOMER);
      await pagina.getByLabel('Code').fill('zomaar');
      await knop(pagina, 'Ga verder').click();
      await pagina.getByRole('alert').getByText('Wacht een kwartier').waitFor();
      await verwachtInBeeld(knop(pagina, 'Ga verder'));
      await kijkNa(pagina);
      await pagina.getByLabel('Code').fill(await geefCode(hier.demo.idp, NIEUWKOMER));
      await knop(pagina, 'Ga verder').click();
      for (const [een, twee, bezwaar] of [
        ['12345welkom', '12345welkom', 'Wat veel mensen kiezen'],
        ['Nieuwe Voorbeeldleerling', 'Nieuwe Voorbeeldleerling', 'Je naam en de naam'],
        ['appel fiets regen', 'peer', 'niet gelijk'],
        ['kort', 'kort', 'te kort'],
      ] as const) {
        await pagina.getByLabel('Nieuw wachtwoord', { exact: true }).fill(een);
        await pagina.getByLabel('Nog eens hetzelfde', { exact: true }).fill(twee);
        await knop(pagina, 'Bewaar en meld aan').click();
        await pagina.getByRole('alert').getByText(bezwaar).waitFor();
        await verwachtInBeeld(knop(pagina, 'Bewaar en meld aan'));
        await verwachtInBeeld(pagina.getByRole('alert'));
      }
      await kijkNa(pagina);
    }, KLEIN);
  });
});

test('after activation a button leads to the applications, and from there to the sign-in page', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.idp.issuer}/activeren/klaar`);
    await kijkNa(pagina);
    await pagina.getByRole('link', { name: 'Ga verder' }).click();
    await kijkNa(pagina);
    await pagina.getByRole('link', { name: 'Toetsplatform' }).click();
    await pagina.getByRole('heading', { name: 'Aanmelden bij Toetsplatform' }).waitFor();
  });
});

test('a page that does not exist has a way out', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.idp.issuer}/nietsvandatalles`);
    await kijkNa(pagina);
    await pagina.getByRole('link', { name: 'Naar het begin' }).click();
    await pagina.getByRole('heading', { name: 'Welkom bij LeerID' }).waitFor();
  });
});

test.each([KLEIN, GROOT])('signing out is in sight in the demo (%j)', async (opties) => {
  await metBrowser(async (pagina) => {
    await naarAanmelden(pagina);
    await vulIn(pagina, 'leerling.gewoon');
    await pagina.getByRole('heading', { name: 'Je bent aangemeld bij Smartschool' }).waitFor();
    await verwachtInBeeld(knop(pagina, 'Afmelden'));
    await kijkNa(pagina);
  }, opties);
});
