import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import supertest from 'supertest';
import { legStopVast } from '../../src/toepassingen/index.ts';
import {
  bezoekMet,
  KLEUREN,
  startBrowser,
  verwachtPastInBreedte,
  verwachtToegankelijk,
} from '../opzet/bezoek/browser.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback } from '../opzet/toepassing/relying_party.ts';

/** The public register, as a parent, a printer and a feed reader see it. */

// Types for code that runs inside the browser. The tests themselves are typed for Node.
interface Deel {
  textContent: string;
  getAttribute(naam: string): string | null;
}
interface Boom {
  querySelectorAll(wat: string): Iterable<Deel>;
}
declare const document: Boom;
declare const DOMParser: new () => { parseFromString(tekst: string, soort: string): Boom };
declare const getComputedStyle: (deel: unknown) => Record<string, string>;

let browser: Browser;
let idp: Idp;
beforeAll(async () => {
  [browser, idp] = await Promise.all([startBrowser(), startIdp()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await idp.stop();
});

const metScherm = (width: number, doe: (pagina: Page) => Promise<void>) =>
  bezoekMet(browser, doe, { viewport: { width, height: 800 } });
const naar = (pagina: Page, pad: string) => pagina.goto(`${idp.issuer}${pad}`);

const PADEN = ['/protocollen', '/protocollen/vlaamse-toetsen', '/protocollen/smartschool', '/toepassingen'];

describe.each([320, 1280])('at %d pixels', (breed) => {
  test('everybody can use each page, and nothing sticks out', async () => {
    await metScherm(breed, async (pagina) => {
      const { body } = await supertest(idp.issuer).get('/protocollen/klasinformatie.json');
      for (const pad of [...PADEN, new URL(body.versies[0].adres).pathname]) {
        await naar(pagina, pad);
        await pagina.emulateMedia({ colorScheme: 'light' });
        await verwachtToegankelijk(pagina);
        await verwachtPastInBreedte(pagina);
        if (breed === 320) continue;
        await pagina.emulateMedia({ colorScheme: 'dark' });
        await verwachtToegankelijk(pagina, KLEUREN);
      }
    });
  });
});

test('headings go down one step at a time, and there is one title', async () => {
  await metScherm(1280, async (pagina) => {
    for (const pad of PADEN) {
      await naar(pagina, pad);
      const niveaus = await pagina
        .locator('h1, h2, h3, h4')
        .evaluateAll((koppen) =>
          (koppen as unknown as { tagName: string }[]).map(({ tagName }) => Number(tagName.slice(1))),
        );
      expect(niveaus.filter((een) => een === 1)).toHaveLength(1);
      for (const [plek, niveau] of niveaus.entries()) expect(niveau - (niveaus[plek - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });
});

test('from the start page to a protocol and its parts, with links alone', async () => {
  await metScherm(320, async (pagina) => {
    await naar(pagina, '/');
    await pagina.getByRole('link', { name: 'Wie krijgt welke gegevens van leerlingen?' }).click();
    await pagina.getByRole('link', { name: 'Smartschool: aanmelden met LeerID' }).click();
    await pagina.getByRole('link', { name: 'Hoelang?' }).click();
    expect(new URL(pagina.url()).hash).toBe('#bewaring');
    await pagina.getByRole('link', { name: 'Toepassingen' }).click();
    await pagina.getByRole('heading', { name: 'Toepassingen', level: 1 }).waitFor();
  });
});

test('a parent who reads the sign-in page finds the whole agreement, and comes back to it', async () => {
  await metScherm(320, async (pagina) => {
    const vraag = new URLSearchParams({
      ...{ client_id: 'smartschool', response_type: 'code', scope: 'openid', redirect_uri: callback('smartschool') },
      ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
    });
    await naar(pagina, `/authorize?${vraag}`);
    await pagina.getByText('Wat krijgt Smartschool van mij te zien?').click();
    await pagina.getByRole('link', { name: 'Lees de hele afspraak' }).click();
    await pagina.getByRole('heading', { name: 'Smartschool: aanmelden met LeerID', level: 1 }).waitFor();
    await pagina.goBack();
    await pagina.getByRole('heading', { name: 'Aanmelden bij Smartschool' }).waitFor();
  });
});

test('every line of the picture stays inside its box, with the letters of this browser', async () => {
  await metScherm(1280, async (pagina) => {
    for (const naam of ['vlaamse-toetsen', 'klasinformatie', 'zieke-kinderen']) {
      await naar(pagina, `/protocollen/${naam}`);
      const breedste = await pagina.locator('svg.stroombeeld text').evaluateAll((regels) =>
        Math.max(
          ...(regels as unknown as { getBBox(): { x: number; width: number } }[]).map((regel) => {
            const { x, width } = regel.getBBox();
            return x + width;
          }),
        ),
      );
      expect(breedste).toBeLessThanOrEqual(338);
    }
  });
});

test('on paper: no menu and no list of contents, dark ink, and rows and pictures that stay whole', async () => {
  await metScherm(1280, async (pagina) => {
    await naar(pagina, '/protocollen/smartschool');
    await pagina.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await pagina.locator('nav:visible').count()).toBe(0);
    const stijl = (wat: string) =>
      pagina
        .locator(wat)
        .first()
        .evaluate((deel) => {
          const { color, breakInside, fill } = getComputedStyle(deel);
          return { color, breakInside, fill };
        });
    expect(await stijl('main')).toMatchObject({ color: 'rgb(0, 0, 0)' });
    expect(await stijl('tbody tr')).toMatchObject({ breakInside: 'avoid' });
    expect(await stijl('svg text')).toMatchObject({ fill: 'rgb(0, 0, 0)' });
  });
});

test('the feed is Atom, as a browser reads XML: ids that last, moments that happened, the newest first', async () => {
  const stop = { op: '2026-11-20', door: 'dov', reden: 'x', grond: 'sanctie' as const };
  await legStopVast(idp.db, 'archief-voor-onderwijs', stop, idp.klok.nu());
  await idp.ververs();
  const antwoord = await fetch(`${idp.issuer}/protocollen/feed.atom`);
  expect(antwoord.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const xml = await antwoord.text();
  await metScherm(1280, async (pagina) => {
    await naar(pagina, '/protocollen');
    const gelezen = await pagina.evaluate((tekst) => {
      const boom = new DOMParser().parseFromString(tekst, 'application/xml');
      const uit = (wat: string) => [...boom.querySelectorAll(wat)].map(({ textContent }) => textContent);
      const adressen = [...boom.querySelectorAll('entry > link')].map((een) => een.getAttribute('href') ?? '');
      const zelf = [...boom.querySelectorAll('feed > link[rel="self"]')].map((een) => een.getAttribute('href'));
      return {
        ...{ fouten: uit('parsererror'), ids: uit('entry > id'), titels: uit('entry > title'), adressen, zelf },
        ...{ momenten: uit('entry > updated'), samenvattingen: uit('entry > summary') },
        hoofd: [...uit('feed > id'), ...uit('feed > updated'), ...uit('feed > author > name')],
      };
    }, xml);
    expect(gelezen.fouten).toEqual([]);
    expect(gelezen.zelf).toEqual([`${idp.issuer}/protocollen/feed.atom`]);
    expect(gelezen.hoofd).toEqual(['tag:localhost,2026-11-30:protocollen', gelezen.momenten[0], 'LeerID']);
    expect(gelezen.titels).toContain('Het Archief voor Onderwijs: aanmelden met LeerID: geëindigd');
    expect(gelezen.titels).toContain('Smartschool: aanmelden met LeerID: gepubliceerd');
    for (const lijst of [gelezen.ids, gelezen.momenten, gelezen.adressen, gelezen.samenvattingen])
      expect(lijst).toHaveLength(gelezen.titels.length);
    expect(new Set(gelezen.ids).size).toBe(gelezen.ids.length);
    for (const id of gelezen.ids) expect(id).toMatch(/^tag:localhost,2026-11-30:protocollen\/[a-z0-9/-]+$/);
    const momenten = gelezen.momenten.map((een) => Temporal.Instant.from(een));
    expect(momenten).toEqual(momenten.toSorted((een, ander) => Temporal.Instant.compare(ander, een)));
    for (const adres of gelezen.adressen) expect((await fetch(adres)).status).toBe(200);
  });
});
