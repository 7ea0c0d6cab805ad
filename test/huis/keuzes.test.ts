import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { anker, dagVan, keuzesIn } from '../../docs/keuzelijst.ts';
import { bladen, leesPaginas } from '../../docs/schrijf.ts';
import { eisGeen } from '../opzet/eis_geen.ts';

/** Everything that the documentation refers to exists, and each decision of docs/keuzes is complete. */

const bestandenIn = (map: string) =>
  readdirSync(map, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((een) => een.isFile())
    .map((een) => join(een.parentPath, een.name));

const lees = (bestand: string) => readFileSync(bestand, 'utf8');
const DOCUMENTEN = ['README.md', 'CONTRIBUTING.md', ...bestandenIn('docs')].filter(
  (naam) => naam.endsWith('.md') && existsSync(naam),
);
const keuzes = leesPaginas().flatMap(({ bestand, tekst }) => keuzesIn(tekst).map((keuze) => ({ bestand, ...keuze })));

/** The anchors that the headings of a page give. */
function ankers(bestand: string): string[] {
  return [...lees(bestand).matchAll(/^#+ (.+)$/gm)].map(([, kop = '']) => anker(kop));
}

/** What is wrong with a reference to one of our pages, seen from the folder of the referring file. */
function fout(van: string, doel: string): string | undefined {
  const [pad = '', anker] = doel.split('#');
  const bestand = pad === '' ? van : normalize(join(dirname(van), pad));
  if (!existsSync(bestand)) return `${van}: ${doel}`;
  return anker === undefined || ankers(bestand).includes(anker) ? undefined : `${van}: ${doel}`;
}

describe('each decision', () => {
  test('has the day on which it was taken, why, instead of what, and the code', () => {
    expect(keuzes.length).toBeGreaterThan(80);
    const onvolledig = keuzes.filter((keuze) => {
      const delen = ['**Why.**', '**Instead of.**', '**Code.** `'];
      return (
        !dagVan(keuze) ||
        Number.isNaN(Date.parse(dagVan(keuze) ?? '')) ||
        delen.some((een) => !keuze.uitleg.includes(een))
      );
    });
    expect(onvolledig.map(({ bestand, titel }) => `${bestand}: ${titel}`)).toEqual([]);
  });

  test('has a heading of its own', () => {
    const titels = keuzes.map(({ titel }) => titel);
    expect(titels.filter((titel, plek) => titels.indexOf(titel) !== plek)).toEqual([]);
  });
});

test('what is made by npm run huis is up to date', () => {
  const gemaakt = Object.entries(bladen());
  expect(gemaakt.length).toBeGreaterThan(1);
  const verouderd = gemaakt.filter(([bestand, inhoud]) => lees(bestand) !== inhoud).map(([bestand]) => bestand);
  eisGeen(verouderd, 'run npm run huis (a new room first gets its row in the table of docs/huis.md)');
});

describe('the documentation', () => {
  test('tells three journeys, each step with a file', () => {
    const reizen = ['A first sign-in', 'A night of the register', 'A stop on a running server'];
    for (const reis of reizen) {
      const deel = lees('docs/huis.md').split(`## ${reis}\n`)[1]?.split('\n## ')[0] ?? '';
      const stappen = deel.split(/^\d+\. /m).slice(1);
      expect(stappen.length).toBeGreaterThanOrEqual(8);
      expect(stappen.filter((stap) => !stap.includes('`src/'))).toEqual([]);
    }
  });

  test('names files and folders that exist', () => {
    const PAD = /`((?:src|test|docs|migrations|bench|clients|\.ci)\/[\w./-]+)`/g;
    const genoemd = DOCUMENTEN.flatMap((document) =>
      [...lees(document).matchAll(PAD)].map(([, pad = '']) => ({ document, pad })),
    );
    expect(genoemd.length).toBeGreaterThan(150);
    expect(genoemd.filter(({ pad }) => !existsSync(pad))).toEqual([]);
  });

  test('of the code names files that exist, by name or by the end of their path', () => {
    const mappen = ['src', 'test', 'migrations', 'bench', 'docs', '.ci'].flatMap(bestandenIn);
    const COMMENTAAR = /^\s*(?:\/\*\*?|\*|\/\/)(.*)$/gm;
    const genoemd = mappen
      .filter((bestand) => bestand.endsWith('.ts'))
      .flatMap((bestand) =>
        [...lees(bestand).matchAll(COMMENTAAR)].flatMap(([, regel = '']) =>
          [...regel.matchAll(/[\w/.-]*\w\.ts\b/g)].map(([naam]) => ({ bestand, naam })),
        ),
      );
    expect(genoemd.length).toBeGreaterThan(30);
    expect(genoemd.filter(({ naam }) => !mappen.some((een) => `/${een}`.endsWith(`/${naam}`)))).toEqual([]);
  });

  test('links to pages and headings that exist', () => {
    const gevonden = DOCUMENTEN.flatMap((document) =>
      [...lees(document).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, doel = '']) => ({ document, doel })),
    );
    expect(gevonden.length).toBeGreaterThan(100);
    expect(gevonden.flatMap(({ document, doel }) => fout(document, doel) ?? [])).toEqual([]);
  });

  test('is there where code refers to it', () => {
    const mappen = ['src', 'test', 'migrations', 'bench', 'clients', 'config', '.ci'].flatMap(bestandenIn);
    const gevonden = mappen.flatMap((bestand) =>
      [...lees(bestand).matchAll(/\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g)].map(([doel]) => ({ bestand, doel })),
    );
    expect(gevonden.length).toBeGreaterThan(20);
    const verkeerd = gevonden.filter(({ doel }) => fout('README.md', doel));
    expect(verkeerd).toEqual([]);
  });
});
