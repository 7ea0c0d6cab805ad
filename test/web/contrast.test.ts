import { describe, expect, test } from '@jest/globals';
import { leesStijldeel, STIJLDELEN } from '../../src/web/stijlblad.ts';

/**
 * The colours of the pages, without a browser: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11, computed by WCAG's
 * definition of contrast.
 */

type Kleuren = Record<string, string>;

const kleuren = leesStijldeel('kleuren');

/** The colours of one block of rules, found by its media query. */
function blok(vraag: string): Kleuren {
  const begin = vraag ? kleuren.indexOf(`@media ${vraag} {`) : 0;
  expect(begin).toBeGreaterThanOrEqual(0);
  const tekst = kleuren.slice(kleuren.indexOf(':root {', begin), kleuren.indexOf('}', begin));
  return Object.fromEntries(
    [...tekst.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, naam, kleur]) => [naam, kleur]),
  );
}

const DONKER = 'screen and (prefers-color-scheme: dark)';
const MEER = 'screen and (prefers-contrast: more)';
const licht = blok('');
const donker = { ...licht, ...blok(DONKER) };
const SCHEMAS: [string, Kleuren, number][] = [
  ['light', licht, 4.5],
  ['paper', { ...licht, ...blok('print') }, 7],
  ['dark', donker, 4.5],
  ['light with more contrast', { ...licht, ...blok(MEER) }, 7],
  ['dark with more contrast', { ...donker, ...blok(MEER), ...blok(`${MEER} and (prefers-color-scheme: dark)`) }, 7],
];

/** Words, and their backgrounds. */
const TEKST: [string, string[]][] = [
  ['inkt', ['papier', 'kaart', 'veld', 'accent-vlak', 'info-vlak', 'goed-vlak', 'let-op-vlak', 'fout-vlak']],
  ['zacht', ['papier', 'kaart', 'accent-vlak']],
  ['accent', ['papier', 'kaart', 'veld', 'accent-vlak']],
  ['accent-sterk', ['papier', 'kaart', 'veld', 'accent-vlak']],
  ['op-accent', ['accent', 'accent-sterk']],
  ['op-gevaar', ['gevaar', 'gevaar-sterk']],
  ['fout', ['kaart', 'papier', 'fout-vlak']],
  ['info', ['info-vlak']],
  ['goed', ['goed-vlak']],
  ['let-op', ['let-op-vlak']],
];

/** Edges and outlines that must be visible. */
const RANDEN: [string, string[]][] = [
  ['rand', ['kaart', 'papier', 'veld']],
  ['fout', ['veld']],
  ['accent', ['kaart', 'papier']],
  ['gevaar', ['kaart']],
];

function helderheid(kleur: string): number {
  const [rood = 0, groen = 0, blauw = 0] = [1, 3, 5].map((plek) => {
    const deel = Number.parseInt(kleur.slice(plek, plek + 2), 16) / 255;
    return deel <= 0.04045 ? deel / 12.92 : ((deel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw;
}

function contrast(een: string, ander: string): number {
  const [hoog = 0, laag = 0] = [helderheid(een), helderheid(ander)].sort((a, b) => b - a);
  return (hoog + 0.05) / (laag + 0.05);
}

const teLaag = (schema: Kleuren, paren: [string, string[]][], grens: number) =>
  paren.flatMap(([voor, achters]) =>
    achters
      .map((achter) => ({ paar: `${voor} on ${achter}`, contrast: contrast(schema[voor] ?? '', schema[achter] ?? '') }))
      // A missing colour gives NaN, which counts as too low.
      .filter((een) => !(een.contrast >= grens)),
  );

test('black on white is 21, and grey #767676 on white just enough', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each(SCHEMAS)('%s', (_naam, schema, grens) => {
  test(`words have a contrast of ${grens} at least`, () => {
    expect(teLaag(schema, TEKST, grens)).toEqual([]);
  });

  test('edges of fields and the outline of the focus have 3 at least', () => {
    expect(teLaag(schema, RANDEN, 3)).toEqual([]);
  });
});

test('each token has a pair, a use, a dark form and a form on paper', () => {
  const gebruikt = new Set([...TEKST, ...RANDEN].flatMap(([voor, achters]) => [voor, ...achters]));
  // A decorative line, and the sun above a card.
  const sier = ['lijn', 'zon'];
  const alles = STIJLDELEN.map(leesStijldeel).join('\n');
  for (const naam of Object.keys(licht)) {
    expect([naam, gebruikt.has(naam) || sier.includes(naam)]).toEqual([naam, true]);
    expect([naam, alles.includes(`var(--${naam})`)]).toEqual([naam, true]);
    for (const vorm of [DONKER, 'print']) expect([naam, blok(vorm)[naam]]).toEqual([naam, expect.stringMatching(/^#/)]);
  }
});

test('no other part has a colour of its own', () => {
  for (const deel of STIJLDELEN.filter((een) => een !== 'kleuren')) {
    const eigen = leesStijldeel(deel).match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? [];
    expect([deel, eigen]).toEqual([deel, []]);
  }
});
