import { describe, expect, test } from '@jest/globals';
import { stappenVan } from '../../src/openbaar/beeld/stappen_van_akte.ts';
import { stroombeeld } from '../../src/openbaar/beeld/stroombeeld.ts';
import { inRegels } from '../../src/openbaar/beeld/tekstregels.ts';
import { aktedelen } from '../../src/openbaar/paginas/protocolpagina.ts';
import { wieKrijgtWat } from '../../src/openbaar/publicatie/wie_krijgt_wat.ts';
import { CATALOGUS, leesProtocol, type Protocol } from '../../src/protocol/index.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test writes parts of an act
function akte(wijzig: (protocol: any) => void = () => {}): Protocol {
  const { waarde, fouten } = leesProtocol('voorbeeld', protocolbytes(wijzig));
  if (!waarde) throw new Error(fouten.join('; '));
  return waarde;
}

const teken = (een: Protocol) => String(stroombeeld(een.titel, stappenVan(een), wieKrijgtWat(een)));

interface Vlak {
  x: number;
  y: number;
  width: number;
  height: number;
}

const vlakken = (svg: string): Vlak[] =>
  [...svg.matchAll(/<rect ([^>]*)\/>/g)].map(([, tekst = '']) => {
    const getal = (naam: string) => Number(new RegExp(` ?\\b${naam}="([\\d.]+)"`).exec(tekst)?.[1]);
    return { x: getal('x'), y: getal('y'), width: getal('width'), height: getal('height') };
  });

const hoogte = (svg: string) => Number(/viewBox="0 0 340 ([\d.]+)"/.exec(svg)?.[1]);

/** Fifty flows of long texts, and as many recipients. */
const groot = akte((een) => {
  een.gegevensstromen = Array.from({ length: 50 }, (_, plek) => ({
    ...{
      vindplaats: 'art. 4',
      van: `dienst nummer ${plek} van een lange naam`,
      naar: `dienst nummer ${plek + 1} van een lange naam`,
    },
    wat: 'x'.repeat(90) + ' en nog veel meer woorden die samen op geen enkele regel passen'.repeat(3),
  }));
  een.ontvangers.categorieen = Array.from({ length: 50 }, (_, plek) => ({
    ...{ id: `ontvanger-${plek}`, omschrijving: 'iemand', gegevens: ['naam'] },
  }));
});

describe('the picture', () => {
  test('has each flow of the act in its order, with its number, and each recipient', () => {
    const svg = teken(
      akte((een) => {
        een.gegevensstromen = [
          { vindplaats: 'art. 4', van: 'A', naar: 'B', wat: 'iets' },
          { vindplaats: 'art. 4', van: 'B', naar: 'C', wat: 'meer' },
          { vindplaats: 'art. 4', van: 'A', naar: 'D', wat: 'anders' },
        ];
      }),
    );
    const teksten = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, tekst]) => tekst);
    expect(teksten).toEqual([
      ...['A', '1', 'iets', 'B', '2', 'meer', 'C', 'A', '3', 'anders', 'D'],
      'Wie krijgt de gegevens te zien?',
      ...['Leverancier', '4 gegevens', 'Wie het nodig heeft', '4 gegevens', 'Enkel de sleutel', '1 gegeven'],
    ]);
  });

  test('an act that describes no flow has that of its subject', () => {
    expect(stappenVan(akte())).toMatchObject([{ van: 'Departement Onderwijs en Vorming', naar: 'Leverancier' }]);
  });

  test.each([
    ['small', akte()],
    ['of fifty flows and fifty recipients', groot],
  ])('%s: boxes stand below each other, apart, inside the picture, each as wide as its lines', (_naam, een) => {
    const svg = teken(een);
    const alle = vlakken(svg);
    for (const [plek, { x, y, width, height }] of alle.entries()) {
      expect(x + width).toBeLessThanOrEqual(340);
      expect(y + height).toBeLessThanOrEqual(hoogte(svg));
      const vorige = alle[plek - 1];
      if (vorige) expect(y).toBeGreaterThan(vorige.y + vorige.height);
    }
    for (const [, tekst = ''] of svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g))
      expect(tekst.length).toBeLessThanOrEqual(36);
  });

  test('a text of an act is a text in the picture, never markup', () => {
    const kwaad = '</text><script>alert(1)</script>';
    const svg = teken(
      akte((een) => {
        een.titel = kwaad;
        een.gegevensstromen = [{ vindplaats: 'art. 4', van: kwaad, naar: '"&\'', wat: kwaad }];
      }),
    );
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;');
    expect(svg).toContain('&quot;&amp;&#39;');
  });
});

describe('lines of a picture', () => {
  test.each([
    ['een twee drie', 8, ['een twee', 'drie']],
    ['', 8, []],
    ['a\n b', 8, ['a b']],
    ['onafgebroken', 5, ['onafg', 'ebrok', 'en']],
    ['👩‍🏫👩‍🏫', 3, ['👩‍🏫', '👩‍🏫']],
  ])('%j in %d', (tekst, breedte, regels) => {
    expect(inRegels(tekst, breedte)).toEqual(regels);
  });
});

describe('the parts of a page', () => {
  const KWAAD = '"><img src=x onerror=alert(1)><!--';

  test('no text of an act is markup, whichever clause it stands in', () => {
    const bytes = protocolbytes((een) => {
      const vergiftig = (waarde: unknown, sleutel = ''): unknown => {
        if (Array.isArray(waarde)) return waarde.map((deel) => vergiftig(deel, sleutel));
        if (waarde !== null && typeof waarde === 'object')
          return Object.fromEntries(Object.entries(waarde).map(([naam, deel]) => [naam, vergiftig(deel, naam)]));
        const vrij = [
          'titel',
          'omschrijving',
          'naam',
          'toelichting',
          'wat',
          'reden_voor_alle',
          'bij',
          'vanaf',
          'regel',
          'wijze',
          'maatregel',
          'bewijs',
          'melding',
          'waar',
          'aanleiding',
          'vorm',
          'plicht',
          'bepalingen',
          'recht',
          'rechtbank',
          'periodiciteit',
          'duur',
          'vertegenwoordigd_door',
          'afwijking',
          'vindplaats',
          'tekst',
        ];
        return typeof waarde === 'string' && vrij.includes(sleutel) ? `${waarde} ${KWAAD}` : waarde;
      };
      Object.assign(een, vergiftig(een));
    });
    const { waarde, fouten } = leesProtocol('voorbeeld', bytes);
    expect(fouten).toEqual([]);
    const pagina = String(aktedelen(waarde as Protocol));
    expect(pagina).not.toContain('<img');
    expect(pagina.match(/&quot;&gt;&lt;img src=x/g)?.length).toBeGreaterThan(25);
  });

  test('every link inside the page leads to one place that is there', () => {
    for (const een of [akte(), groot]) {
      const pagina = String(aktedelen(een));
      const ids = [...pagina.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids.length).toBe(new Set(ids).size);
      for (const [, naar = ''] of pagina.matchAll(/ href="#([^"]*)"/g))
        if (!naar.startsWith('woord-')) expect(ids).toContain(naar);
    }
  });

  test('an act with every datum of the catalogue has a row for each', () => {
    const codes = Object.keys(CATALOGUS);
    const een = akte();
    const alles = { ...een, gegevens: codes.map((code) => ({ ...een.gegevens[0], code })) } as Protocol;
    expect(String(aktedelen(alles)).match(/<th role="rowheader"/g)?.length).toBeGreaterThanOrEqual(codes.length);
  });
});
