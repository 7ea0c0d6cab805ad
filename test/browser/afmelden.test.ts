import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import {
  gebruikDemo,
  verwachtInBeeld,
  verwachtPastInBreedte,
  verwachtToegankelijk,
  vulIn,
} from '../opzet/bezoek/browser.ts';
import { wachtTot } from '../opzet/wachten.ts';

const { hier, metBrowser } = gebruikDemo();

async function meldAan(pagina: Page, clientId = 'smartschool', gebruikersnaam = 'leerling.gewoon') {
  await pagina.goto(`${hier.demo.toepassingen}/${clientId}/aanmelden`);
  await vulIn(pagina, gebruikersnaam);
  await isAangemeld(pagina);
}

const isAangemeld = (pagina: Page) => pagina.getByRole('heading', { name: 'Je bent aangemeld bij' }).waitFor();
const isWelkom = (pagina: Page) => pagina.getByRole('heading', { name: 'Welkom bij Smartschool' }).waitFor();
const bijToepassing = (pagina: Page) => pagina.getByRole('button', { name: 'Afmelden' }).click();
const vraag = (pagina: Page) => pagina.getByRole('heading', { name: 'Wil je afmelden?' }).waitFor();
const overal = (pagina: Page) => pagina.getByRole('button', { name: 'Ja, overal afmelden' }).click();

async function kijkNa(pagina: Page) {
  await verwachtToegankelijk(pagina);
  await verwachtPastInBreedte(pagina);
}

test('signing out: asked once, the browser comes back to the application, and LeerID has forgotten', async () => {
  await metBrowser(async (pagina) => {
    await meldAan(pagina);
    await bijToepassing(pagina);
    await vraag(pagina);
    await kijkNa(pagina);
    await verwachtInBeeld(pagina.getByRole('button', { name: 'Alleen bij Smartschool' }));
    await overal(pagina);
    await isWelkom(pagina);
    await pagina.goto(`${hier.demo.toepassingen}/toetsplatform/aanmelden`);
    await pagina.getByLabel('Wachtwoord', { exact: true }).waitFor();
  });
});

const koekjesKwijt = (context: BrowserContext) => context.clearCookies({ domain: 'localhost', path: '/' });
const sessiesWeg = () => hier.demo.idp.db.deleteFrom('oidc_sessions').execute();

describe('signing out leads back to the application', () => {
  test.each<[string, (context: BrowserContext) => Promise<unknown>]>([
    ['when the session is gone already', sessiesWeg],
    ['when the cookie of LeerID is lost', koekjesKwijt],
  ])('%s', async (_hoe, raakKwijt) => {
    for (const javaScriptEnabled of [true, false]) {
      await metBrowser(
        async (pagina, context) => {
          await meldAan(pagina);
          await raakKwijt(context);
          await bijToepassing(pagina);
          if (!javaScriptEnabled) await pagina.getByRole('button', { name: 'Ga verder' }).click();
          await isWelkom(pagina);
        },
        { javaScriptEnabled },
      );
    }
  });

  test('by Back, after all is over', async () => {
    await metBrowser(async (pagina) => {
      await meldAan(pagina);
      await bijToepassing(pagina);
      await vraag(pagina);
      await overal(pagina);
      await isWelkom(pagina);
      await pagina.goBack();
      await isWelkom(pagina);
    });
  });

  test('after another application signed out meanwhile', async () => {
    await metBrowser(async (pagina, context) => {
      await meldAan(pagina);
      const ander = await context.newPage();
      await ander.goto(`${hier.demo.toepassingen}/toetsplatform/aanmelden`);
      await isAangemeld(ander);
      await bijToepassing(ander);
      await overal(ander);
      await ander.getByRole('heading', { name: 'Welkom bij Toetsplatform' }).waitFor();
      await bijToepassing(pagina);
      await isWelkom(pagina);
    });
  });
});

test('the page in between, where its script does not come through, says what to press', async () => {
  await metBrowser(async (pagina) => {
    await meldAan(pagina);
    await sessiesWeg();
    await pagina.route('**/assets/doorsturen.js*', (route) => route.abort());
    await bijToepassing(pagina);
    await pagina.getByRole('heading', { name: 'Even geduld' }).waitFor();
    await kijkNa(pagina);
    await pagina.getByRole('button', { name: 'Ga verder' }).click();
    await isWelkom(pagina);
  });
});

describe('the question, answered too late, is no dead end', () => {
  test.each<[string, (context: BrowserContext) => Promise<unknown>]>([
    ['the session ended meanwhile', sessiesWeg],
    ['the cookies are gone', koekjesKwijt],
  ])('%s: it says that all is over, and leads on', async (_hoe, raakKwijt) => {
    await metBrowser(async (pagina, context) => {
      await meldAan(pagina);
      await bijToepassing(pagina);
      await vraag(pagina);
      await raakKwijt(context);
      await overal(pagina);
      await pagina.getByRole('heading', { name: 'Je bent afgemeld' }).waitFor();
      await kijkNa(pagina);
      expect(await pagina.locator('main a').count()).toBe(1);
    });
  });

  test('asked in two tabs, the first one asks anew instead of failing', async () => {
    await metBrowser(async (pagina, context) => {
      await meldAan(pagina);
      await bijToepassing(pagina);
      await vraag(pagina);
      const ander = await context.newPage();
      await ander.goto(`${hier.demo.idp.issuer}/logout`);
      await vraag(ander);
      await overal(pagina);
      await pagina.getByRole('heading', { name: 'Je bent nog niet afgemeld' }).waitFor();
      await kijkNa(pagina);
      await pagina.getByRole('link', { name: 'Afmelden' }).click();
      await vraag(pagina);
      await overal(pagina);
      await pagina.getByRole('heading', { name: 'Je bent afgemeld' }).waitFor();
    });
  });
});

describe('signing out everywhere', () => {
  test('at one application: another one says so too', async () => {
    await metBrowser(async (pagina, context) => {
      await meldAan(pagina);
      const ander = await context.newPage();
      await ander.goto(`${hier.demo.toepassingen}/toetsplatform/aanmelden`);
      await isAangemeld(ander);
      await bijToepassing(pagina);
      await overal(pagina);
      await isWelkom(pagina);
      await leestAfgemeld(ander);
      await kijkNa(ander);
      await ander.getByRole('link', { name: 'Aanmelden met LeerID' }).click();
      await ander.getByLabel('Wachtwoord', { exact: true }).waitFor();
    });
  }, 30_000);

  test('"Alleen bij" leaves the other one alone', async () => {
    await metBrowser(async (pagina, context) => {
      await meldAan(pagina);
      const ander = await context.newPage();
      await ander.goto(`${hier.demo.toepassingen}/toetsplatform/aanmelden`);
      await isAangemeld(ander);
      await bijToepassing(pagina);
      await pagina.getByRole('button', { name: 'Alleen bij Smartschool' }).click();
      await isWelkom(pagina);
      await ander.reload();
      await isAangemeld(ander);
    });
  });
});

/**
 * The message does not travel through the browser, so the page is asked for again until the message has come.
 */
async function leestAfgemeld(pagina: Page): Promise<void> {
  const melding = pagina.getByText('Je bent afgemeld: je aanmelding bij LeerID is beëindigd.');
  await wachtTot('the application says so', async () => {
    await pagina.reload();
    return melding.isVisible();
  });
}
