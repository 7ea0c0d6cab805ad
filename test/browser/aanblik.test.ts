import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { gebruikDemo, KLEUREN, verwachtPastInBreedte, verwachtToegankelijk, vulIn } from '../opzet/bezoek/browser.ts';

// Types for code that runs inside the browser. The tests themselves are typed for Node.
interface Deel {
  closest(wat: string): Deel | null;
  getBoundingClientRect(): { left: number; top: number; bottom: number; width: number; height: number };
  outerHTML: string;
}
declare const document: { activeElement: Deel };
declare const scrollY: number;
declare const getComputedStyle: (deel: unknown) => Record<string, string>;

/**
 * How all pages look: light, dark, with more contrast, with the visitor's own colours; wide, narrow, with
 * large letters.
 */

const { hier, metBrowser } = gebruikDemo();

const SCHERMEN = [{ viewport: { width: 320, height: 700 } }, { viewport: { width: 1280, height: 800 } }];
const KLEURWIJZEN = [
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'more' },
  { colorScheme: 'light', contrast: 'more' },
] as const;

/**
 * Checks everything in the light theme, only colours in the other themes, and that nothing sticks out, even
 * with letters twice as large.
 */
async function kijkNa(pagina: Page): Promise<void> {
  await pagina.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await verwachtToegankelijk(pagina);
  await verwachtPastInBreedte(pagina);
  for (const wijze of KLEURWIJZEN) {
    await pagina.emulateMedia(wijze);
    await verwachtToegankelijk(pagina, KLEUREN);
  }
  await lettergrootte(pagina, '200%');
  await verwachtPastInBreedte(pagina);
  await lettergrootte(pagina, '');
}

async function lettergrootte(pagina: Page, grootte: string): Promise<void> {
  await pagina.locator('html').evaluate((html: { style: { fontSize: string } }, hoeGroot) => {
    html.style.fontSize = hoeGroot;
  }, grootte);
}

const VAN_LEERID = [
  '/',
  '/activeren',
  '/activeren/vergeten',
  '/activeren/klaar',
  '/nergens',
  '/authorize?client_id=niemand',
  '/logout',
  '/logout/success',
];
const VAN_STIJL = ['/stijl', '/stijl/loket', '/stijl/leerling', '/stijl/bevestiging', '/stijl/voortgang'];

describe.each(SCHERMEN)('%j', (scherm) => {
  test('the pages of LeerID', async () => {
    await metBrowser(async (pagina) => {
      for (const pad of VAN_LEERID) {
        await pagina.goto(`${hier.demo.idp.issuer}${pad}`);
        await kijkNa(pagina);
      }
    }, scherm);
  });

  test('the components, each in each state, and whole pages of them', async () => {
    await metBrowser(async (pagina) => {
      for (const pad of VAN_STIJL) {
        await pagina.goto(`${hier.demo.toepassingen}${pad}`);
        await kijkNa(pagina);
      }
    }, scherm);
  });

  test('a sign-in from end to end', async () => {
    await metBrowser(async (pagina) => {
      for (const pad of ['/', '/smartschool', '/archief-voor-onderwijs', '/nergens']) {
        await pagina.goto(`${hier.demo.toepassingen}${pad}`);
        await kijkNa(pagina);
      }
      await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
      await vulIn(pagina, 'leerling.gewoon', 'peer');
      await pagina.getByRole('alert').waitFor();
      await pagina.locator('summary').click();
      await kijkNa(pagina);
      await vulIn(pagina, 'leerling.gewoon');
      await pagina.getByRole('heading', { name: 'Je bent aangemeld bij' }).waitFor();
      await pagina.locator('summary').click();
      await kijkNa(pagina);
      await pagina.getByRole('button', { name: 'Afmelden' }).click();
      await pagina.getByRole('heading', { name: 'Wil je afmelden?' }).waitFor();
      await kijkNa(pagina);
    }, scherm);
  });

  test('a refusal', async () => {
    await metBrowser(async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/smartschool/aanmelden`);
      await vulIn(pagina, 'leerling.uitgeschreven');
      await pagina.getByRole('heading', { name: 'Je bent nu niet ingeschreven' }).waitFor();
      await kijkNa(pagina);
    }, scherm);
  });
});

test('with the colours of the visitor, a button, a fault and the focus still have an edge', async () => {
  await metBrowser(
    async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/stijl`);
      await verwachtToegankelijk(pagina);
      const rand = (wat: string) =>
        pagina
          .locator(wat)
          .first()
          .evaluate((deel) => getComputedStyle(deel).borderBottomStyle);
      const kleur = (wat: string) =>
        pagina
          .locator(wat)
          .first()
          .evaluate((deel) => getComputedStyle(deel).borderBottomColor);
      const achtergrond = await pagina.locator('body').evaluate((deel) => getComputedStyle(deel).backgroundColor);
      expect(await kleur('.menu a:not([aria-current])')).toBe(achtergrond);
      expect(await kleur('.menu [aria-current]')).not.toBe(achtergrond);
      for (const wat of ['main button', '.melding.fout', '[aria-current]', '.etiket']) {
        expect([wat, await rand(wat)]).toEqual([wat, 'solid']);
      }
      expect(await rand('[aria-invalid="true"]')).toBe('dashed');
    },
    { forcedColors: 'active' },
  );
});

test('every target is 24 pixels high and wide at a desk, and 44 high where a pupil presses it', async () => {
  const teKlein = (pagina: Page, grens: number) =>
    pagina.locator('main :is(button, .knop, input, select, summary, nav a, .keuzes a, .onder a):visible').evaluateAll(
      (delen, kleinste) =>
        (delen as unknown as Deel[]).flatMap((deel) => {
          // A box is pressed by its label. A field with a button inside is as high as its own edge.
          const { width, height } = (deel.closest('label') ?? deel).getBoundingClientRect();
          return Math.min(width, height) < kleinste - 0.5 ? [`${deel.outerHTML} ${width}x${height}`] : [];
        }),
      grens,
    );
  await metBrowser(async (pagina) => {
    for (const pad of VAN_STIJL) {
      await pagina.goto(`${hier.demo.toepassingen}${pad}`);
      expect(await teKlein(pagina, 24)).toEqual([]);
    }
    for (const pad of ['/', '/activeren', '/activeren/vergeten', '/activeren/klaar', '/logout']) {
      await pagina.goto(`${hier.demo.idp.issuer}${pad}`);
      expect(await teKlein(pagina, 44)).toEqual([]);
    }
  });
});

test('with the keyboard: first past the menu, then through the page in the order in which it is read', async () => {
  await metBrowser(
    async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/stijl/loket`);
      await pagina.keyboard.press('Tab');
      const sprong = pagina.getByRole('link', { name: 'Naar de inhoud' });
      expect(await sprong.evaluate((deel) => (deel as unknown) === document.activeElement)).toBe(true);
      expect((await sprong.boundingBox())?.height).toBeGreaterThan(24);
      await pagina.keyboard.press('Enter');
      const gezien: { x: number; y: number }[] = [];
      for (let keer = 0; keer < 12; keer++) {
        await pagina.keyboard.press('Tab');
        const { y, x, omlijnd, binnen } = await pagina.evaluate(() => {
          const deel = document.activeElement;
          const doos = deel.getBoundingClientRect();
          const { outlineStyle, outlineWidth } = getComputedStyle(deel);
          const lijn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth ?? '') >= 2;
          return {
            y: (doos.top + doos.bottom) / 2 + scrollY,
            x: doos.left,
            omlijnd: lijn,
            binnen: deel.closest('main') !== null,
          };
        });
        expect([omlijnd, binnen]).toEqual([true, true]);
        gezien.push({ x, y });
      }
      // Of two elements on one line, the right one comes second. Otherwise the lower one does.
      const verder = gezien.map(({ x, y }, plek) => {
        const vorige = gezien[plek - 1] ?? { x: 0, y: 0 };
        return Math.abs(y - vorige.y) < 12 ? x > vorige.x : y > vorige.y;
      });
      expect(verder).toEqual(verder.map(() => true));
    },
    { viewport: { width: 1280, height: 800 } },
  );
});

test('on paper there is no menu, no button and no colour behind the words, and rows stay rows', async () => {
  await metBrowser(async (pagina) => {
    await pagina.goto(`${hier.demo.toepassingen}/stijl/loket`);
    await pagina.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const weg of ['nav', '.filter', 'button', '.naar-inhoud']) {
      expect(await pagina.locator(`${weg}:visible`).count()).toBe(0);
    }
    const stijl = (wat: string) =>
      pagina
        .locator(wat)
        .first()
        .evaluate((deel) => {
          const { backgroundColor, color, display, breakInside } = getComputedStyle(deel);
          return { backgroundColor, color, display, breakInside };
        });
    expect(await stijl('body')).toMatchObject({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' });
    expect(await stijl('tbody tr')).toMatchObject({ display: 'table-row', breakInside: 'avoid' });
    expect(await stijl('thead')).toMatchObject({ display: 'table-header-group' });
  });
});

test('long work tells how far it is, aloud and by itself, until it ends; without script a link does', async () => {
  await metBrowser(async (pagina) => {
    await pagina.clock.install();
    await pagina.goto(`${hier.demo.toepassingen}/stijl/voortgang`);
    const verteld = pagina.getByRole('status');
    // The example begins again after its last letter.
    if ((await verteld.textContent())?.includes('Klaar')) await pagina.reload();
    const eerste = await verteld.textContent();
    // The live region itself stays, because a screen reader tells only what changes inside it.
    const gebied = await verteld.elementHandle();
    const nieuw = pagina.waitForResponse('**/stijl/voortgang');
    await pagina.clock.runFor(2_000);
    await nieuw;
    await pagina
      .getByRole('status')
      .filter({ hasNotText: eerste ?? '' })
      .waitFor();
    expect(await gebied?.textContent()).toBe(await verteld.textContent());
  });
  await metBrowser(
    async (pagina) => {
      await pagina.goto(`${hier.demo.toepassingen}/stijl/voortgang`);
      const eerste = await pagina.getByRole('status').textContent();
      await pagina.getByRole('link', { name: 'Kijk opnieuw' }).click();
      await pagina
        .getByRole('status')
        .filter({ hasNotText: eerste ?? '' })
        .waitFor();
    },
    { javaScriptEnabled: false },
  );
});
