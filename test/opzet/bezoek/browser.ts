import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Locator, type Page, chromium as playwright } from 'playwright-core';
import { DEMOWACHTWOORD, NIEUWKOMER } from '../../../src/demo/leerlingen.ts';
import { startDemotoepassingen } from '../../../src/demo/toepassingen/demoserver.ts';
import { vrijePoort } from '../../../src/store/ingebed.ts';
import { type Idp, startIdp } from '../server/idp.ts';
import { geefCode } from './activatiecode.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A real browser. It comes in an npm package, so these tests need nothing else. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** One visit with its own browser, as narrow as the smallest phone unless `opties` say otherwise. */
export async function bezoekMet(
  browser: Browser,
  doe: (pagina: Page, context: BrowserContext) => Promise<void>,
  opties = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, ...opties });
  context.setDefaultTimeout(10_000);
  try {
    await doe(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

export interface Demo {
  idp: Idp;
  /** Address of the demo applications. */
  toepassingen: string;
  stop(): Promise<void>;
}

/** The provider with the three demo applications, as `npm run demo` starts them. */
export async function startDemo(): Promise<Demo> {
  const poort = await vrijePoort();
  const toepassingen = `http://localhost:${poort}`;
  const idp = await startIdp(undefined, toepassingen);
  const { issuer, configmap, omgeving, klok } = idp;
  const activatiecode = await geefCode(idp, NIEUWKOMER);
  const plek = { issuer, adres: toepassingen, poort };
  const demo = await startDemotoepassingen({ ...plek, configmap, omgeving, klok, activatiecode });
  return {
    idp,
    toepassingen,
    async stop() {
      await demo.stop();
      await idp.stop();
    },
  };
}

/** One browser and one demo for all stories of a test file. */
export function gebruikDemo() {
  const hier = {} as { browser: Browser; demo: Demo };
  beforeAll(async () => {
    [hier.browser, hier.demo] = await Promise.all([startBrowser(), startDemo()]);
  }, 60_000);
  afterAll(async () => {
    await hier.browser.close();
    await hier.demo.stop();
  });
  return {
    hier,
    metBrowser: (doe: Parameters<typeof bezoekMet>[1], opties = {}) => bezoekMet(hier.browser, doe, opties),
  };
}

/** Fills in the sign-in page and sends it. */
export async function vulIn(pagina: Page, gebruikersnaam: string, wachtwoord = DEMOWACHTWOORD): Promise<void> {
  await pagina.getByLabel('Gebruikersnaam').fill(gebruikersnaam);
  await pagina.getByLabel('Wachtwoord', { exact: true }).fill(wachtwoord);
  await pagina.getByRole('button', { name: 'Aanmelden', exact: true }).click();
}

const ALLES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** Checks that depend only on colours. */
export const KLEUREN = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/**
 * No fault of WCAG 2.2 A and AA that axe can find. The page's own policy forbids scripts, so axe bypasses it.
 */
export async function verwachtToegankelijk(pagina: Page, wat: object = ALLES): Promise<void> {
  const sessie = await pagina.context().newCDPSession(pagina);
  const { result } = await sessie.send('Runtime.evaluate', {
    expression: `${axe}; axe.run(${JSON.stringify(wat)}).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await sessie.detach();
  expect(JSON.parse(result.value as string)).toEqual([]);
}

/** The whole element is inside the window, without scrolling. */
export async function verwachtInBeeld(plek: Locator): Promise<void> {
  const doos = await plek.boundingBox();
  const venster = plek.page().viewportSize();
  expect(doos?.y).toBeGreaterThanOrEqual(0);
  expect((doos?.y ?? 0) + (doos?.height ?? 0)).toBeLessThanOrEqual(venster?.height ?? 0);
}

/** What sticks out, as HTML, where the page can be scrolled sideways. */
const UITSTEKEND = `(({ scrollWidth, clientWidth }) => scrollWidth === clientWidth ? [] : [...document.body.querySelectorAll('*')]
  .filter((deel) => !deel.closest('.schuif') && deel.getBoundingClientRect().right > clientWidth + 0.5)
  .map((deel) => deel.outerHTML.slice(0, 200)).concat(scrollWidth - clientWidth))(document.documentElement)`;

/** Nothing sticks out sideways: a page that scrolls both ways is unusable on a small phone. */
export async function verwachtPastInBreedte(pagina: Page): Promise<void> {
  const sessie = await pagina.context().newCDPSession(pagina);
  const { result } = await sessie.send('Runtime.evaluate', {
    expression: UITSTEKEND,
    returnByValue: true,
  });
  await sessie.detach();
  expect(result.value).toEqual([]);
}
