import { describe, expect, test } from '@jest/globals';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { gebruikDemo, verwachtPastInBreedte, verwachtToegankelijk, vulIn } from '../opzet/bezoek/browser.ts';

const { hier, metBrowser } = gebruikDemo();

const naam: Record<string, string> = {
  smartschool: 'Smartschool',
  'archief-voor-onderwijs': 'Het Archief voor Onderwijs',
  toetsplatform: 'Toetsplatform',
};

describe('a pupil picks an application, signs in and sees what it received', () => {
  test.each([
    ['smartschool', 'leerling.gewoon', ['Gewone', 'Stamnummer', 'Artikel 3'], ['E-mail', 'Geboortejaar']],
    [
      'archief-voor-onderwijs',
      'leerling.historiek',
      ['vroegere.voorbeeldleerling@', 'Lager onderwijs'],
      ['Vestigingsplaats'],
    ],
    [
      'toetsplatform',
      'leerling.tijdelijk',
      ['Tijdelijke', 'Artikel 4', 'Account_uuid'],
      ['Leer_id_uuid', 'Stamnummer'],
    ],
  ])('%s', async (clientId, gebruikersnaam, wel, niet) => {
    await metBrowser(async (pagina) => {
      await pagina.goto(hier.demo.toepassingen);
      await verwachtToegankelijk(pagina);
      await pagina.getByRole('link', { name: naam[clientId] as string, exact: true }).click();
      await verwachtToegankelijk(pagina);
      await pagina
        .getByRole('link', { name: 'Aanmelden met LeerID' })
        .or(pagina.getByRole('button', { name: 'Aanmelden met LeerID' }))
        .click();
      await pagina.waitForURL(`${hier.demo.idp.issuer}/aanmelden/**`);
      expect(await pagina.title()).toBe(`Aanmelden bij ${naam[clientId]} · LeerID`);
      await verwachtToegankelijk(pagina);
      await verwachtPastInBreedte(pagina);
      expect(await pagina.locator('details').last().textContent()).toContain('Elke toepassing krijgt een ander nummer');
      await vulIn(pagina, gebruikersnaam);
      await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
      const main = (await pagina.locator('main').innerText()).replace(/\s+/g, ' ');
      for (const tekst of wel) expect(main).toContain(tekst);
      for (const tekst of niet) expect(main).not.toContain(tekst);
      expect(main).not.toContain('niet in het protocol');
      expect(main).toContain('een technische sleutel (sub)');
      await verwachtToegankelijk(pagina);
      await verwachtPastInBreedte(pagina);
    });
  });
});

describe('refused', () => {
  test.each([
    ['archief-voor-onderwijs', 'leerling.geenarchief', 'Je school gebruikt Het Archief voor Onderwijs niet'],
    ['smartschool', 'leerling.uitgeschreven', 'Je bent nu niet ingeschreven'],
    ['archief-voor-onderwijs', 'leerling.uitgeschreven', 'Je bent nu niet ingeschreven'],
    ['toetsplatform', 'leerling.uitgeschreven', 'Je bent nu niet ingeschreven'],
  ])('%s: %s reads why and goes back', async (clientId, gebruikersnaam, titel) => {
    await metBrowser(async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/${clientId}/aanmelden`);
      await vulIn(pagina, gebruikersnaam);
      await pagina.getByRole('heading', { name: titel }).waitFor();
      await verwachtToegankelijk(pagina);
      await verwachtPastInBreedte(pagina);
      await pagina.getByRole('button', { name: `Terug naar ${naam[clientId]}` }).click();
      await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
      expect(await pagina.locator('main').innerText()).toMatch(/niet binnengelaten/i);
      await verwachtToegankelijk(pagina);
    });
  });

  test('a wrong password is told on the page, and read aloud', async () => {
    await metBrowser(async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
      await vulIn(pagina, 'leerling.gewoon', 'peer');
      await pagina.getByRole('alert').waitFor();
      await verwachtToegankelijk(pagina);
      expect(await pagina.getByLabel('Gebruikersnaam').inputValue()).toBe('leerling.gewoon');
      await vulIn(pagina, 'leerling.gewoon');
      await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
    });
  });
});

test('with the keyboard alone', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
    await pagina.locator('#gebruikersnaam:focus').waitFor();
    await pagina.keyboard.type('leerling.gewoon');
    await pagina.keyboard.press('Tab');
    await pagina.keyboard.type(DEMOWACHTWOORD);
    await pagina.keyboard.press('Enter');
    await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
  });
});

test('without any script, also where the answer travels by form_post', async () => {
  await metBrowser(
    async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/archief-voor-onderwijs/aanmelden`);
      await vulIn(pagina, 'leerling.gewoon');
      await pagina.getByRole('button', { name: 'Ga verder' }).click();
      await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
      expect(await pagina.locator('main').innerText()).toContain('Gewone');
    },
    { javaScriptEnabled: false },
  );
});

test('another pupil on the same device: the application asks anew, and the first session is gone', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
    await vulIn(pagina, 'leerling.gewoon');
    await pagina.waitForURL(`${hier.demo.toepassingen}/**`);
    const vraag = new URLSearchParams({
      client_id: 'toetsplatform',
      response_type: 'code',
      scope: 'openid',
      prompt: 'login',
      redirect_uri: `${hier.demo.toepassingen}/toetsplatform/callback`,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    await pagina.goto(`${hier.demo.idp.issuer}/authorize?${vraag}`);
    const terug = pagina.waitForRequest((verzoek) =>
      verzoek.url().startsWith(`${hier.demo.toepassingen}/toetsplatform/callback`),
    );
    await vulIn(pagina, 'leerling.tijdelijk');
    expect((await terug).url()).toContain('code=');
  });
});

test('error pages and the goodbye page are pages like the others', async () => {
  await metBrowser(async (pagina) => {
    const paden = ['/nietsvandatalles', '/aanmelden/abc', '/aanmelden/smartschool/abc', '/authorize?client_id=niemand'];
    for (const pad of [...paden, '/logout/success', '/activeren', '/activeren/vergeten']) {
      await pagina.goto(`${hier.demo.idp.issuer}${pad}`);
      await verwachtToegankelijk(pagina);
      await verwachtPastInBreedte(pagina);
    }
  });
});
