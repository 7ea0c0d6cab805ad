import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { WERKTABELLEN } from '../../../src/register/discimus/werkruimte/werkruimte.ts';
import { sjablonen } from './sjablonen.ts';

/** The description of a load's temporary tables equals what the sources do with them. */

const MAP = 'src/register/discimus';
/** The sub-rooms in the order in which the data go. */
const VOLGORDE = ['lezen', 'scholen', 'herkennen', 'toepassen', 'samenvoegen', 'verslag'];

type Gebruik = Record<string, { schrijft: string[]; leest: string[] }>;
const gezegd: Gebruik = Object.fromEntries(
  Object.entries(WERKTABELLEN).map(([tabel, { schrijft, leest }]) => [
    tabel,
    { schrijft: [...schrijft], leest: [...leest] },
  ]),
);

const kamer = (bestand: string) => VOLGORDE.indexOf(bestand.split('/')[0] ?? '');

const bronnen = globSync(`${MAP}/**/*.ts`)
  .map((bestand) => ({ naam: relative(MAP, bestand).replace(/\.ts$/, ''), tekst: readFileSync(bestand, 'utf8') }))
  .filter(({ naam }) => kamer(naam) >= 0)
  .sort((een, ander) => kamer(een.naam) - kamer(ander.naam) || (een.naam < ander.naam ? -1 : 1));

const IN_SQL =
  /(\b(?:insert into|update|delete from|analyze|create index on)\s+(?:\$\{werk\.\w+\},\s+)*)?\$\{werk\.(\w+)\}/g;
const GEMAAKT = /\b(?:maakWerktabel|kopieer|kopieerTekst)\(\s*(?:[\w.]+,\s*)?'(\w+)'/g;
const ALS_WAARDE = /(?<!\{)\bwerk\.(\w+)/g;

/** Which files write a table and which files read it, according to the sources. */
function gebruikIn(alle: typeof bronnen): Gebruik {
  const gebruik: Gebruik = {};
  const voegToe = (tabel: string, hoe: 'schrijft' | 'leest', naam: string) => {
    gebruik[tabel] ??= { schrijft: [], leest: [] };
    const een = gebruik[tabel];
    if (!een[hoe].includes(naam)) een[hoe].push(naam);
  };
  for (const { naam, tekst } of alle) {
    for (const [, opdracht = '', tabel = ''] of tekst.matchAll(IN_SQL))
      if (!/^(?:analyze|create)/.test(opdracht)) voegToe(tabel, opdracht ? 'schrijft' : 'leest', naam);
    for (const [, tabel = ''] of tekst.matchAll(GEMAAKT)) voegToe(tabel, 'schrijft', naam);
    for (const [, tabel = ''] of tekst.matchAll(ALS_WAARDE)) voegToe(tabel, 'leest', naam);
  }
  return gebruik;
}

test('files write and read each table as it is told', () => {
  expect(gebruikIn(bronnen)).toEqual(gezegd);
});

test('each table has a writer and a reader, and none is read before the sub-room in which it is made', () => {
  for (const [tabel, { schrijft, leest }] of Object.entries(gezegd)) {
    const gemaaktIn = Math.min(...schrijft.map(kamer));
    expect({ tabel, schrijft: schrijft.length > 0, leest: leest.length > 0 }).toEqual({
      tabel,
      schrijft: true,
      leest: true,
    });
    expect({ tabel, teVroeg: leest.filter((naam) => kamer(naam) < gemaaktIn) }).toEqual({ tabel, teVroeg: [] });
  }
});

test('no SQL of any room names a table of the workspace by itself', () => {
  const tabellen = Object.keys(WERKTABELLEN).join('|');
  const kaal = new RegExp(`\\b(?:from|join|into|update|using|table|analyze)\\s+(?:${tabellen})\\b(?!\\.ts)`);
  const code = globSync('src/**/*.ts')
    .filter((bestand) => !bestand.startsWith(`${MAP}/werkruimte/`))
    .map((bestand) => ({
      bestand,
      tekst: readFileSync(bestand, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''),
    }));
  expect(code.filter(({ tekst }) => kaal.test(tekst)).map(({ bestand }) => bestand)).toEqual([]);
});

const MET_NAAM = /\$\{werk\.(\w+)\}\s+([a-z])\b/g;
const ANDER_MET_NAAM = /(?:\b(?:from|join|update|using|into|as)\s+\w+|[)}])\s+([a-z])\b/g;

/** The columns that may follow `k.`, for each short name that only workspace tables have in a statement. */
function kolommenPerNaam(sjabloon: string): Map<string, Set<string>> {
  const namen = new Map<string, Set<string>>();
  for (const [, tabel = '', naam = ''] of sjabloon.matchAll(MET_NAAM)) {
    const { kolommen } = WERKTABELLEN[tabel as keyof typeof WERKTABELLEN];
    namen.set(naam, (namen.get(naam) ?? new Set()).union(new Set(Object.keys(kolommen))));
  }
  for (const [, naam = ''] of sjabloon.replaceAll(MET_NAAM, '').matchAll(ANDER_MET_NAAM)) namen.delete(naam);
  return namen;
}

test('SQL asks a table of the workspace for no column that it does not have', () => {
  const gevraagd = bronnen.flatMap(({ naam, tekst }) =>
    sjablonen(tekst).flatMap((sjabloon) =>
      [...kolommenPerNaam(sjabloon)].flatMap(([kort, kolommen]) =>
        [...sjabloon.matchAll(new RegExp(`(?<![\\w.])${kort}\\.(\\w+)`, 'g'))].map(([, kolom = '']) => ({
          naam,
          kolom: `${kort}.${kolom}`,
          bestaat: kolommen.has(kolom),
        })),
      ),
    ),
  );
  expect(gevraagd.length).toBeGreaterThan(100);
  expect(gevraagd.filter(({ bestaat }) => !bestaat)).toEqual([]);
});
