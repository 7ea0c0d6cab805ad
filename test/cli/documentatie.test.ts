import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { maakProgramma } from '../../src/cli/programma.ts';
import { systeemklok } from '../../src/klok.ts';

/** Every command in the documentation exists, with its options. */

const PAGINAS = ['README.md', 'docs/beheer.md', 'docs/beveiliging.md', 'docs/discimus.md', 'docs/toepassingen.md'];

/**
 * `leerid protocol stop <name> --door <party>`, also behind `npm run` and npx, and with `a|b` for two commands. A
 * group may have groups.
 */
const OPDRACHT = /(?<!exec )\bleerid (?:-- )?([a-z]+)(?: ([a-z][a-z-]*(?:\|[a-z][a-z-]*)*))?([^`\n]*)/g;

/** The commands of a group that are named so, or the command itself where it is no group. */
function kies(groep: Command, namen = ''): (Command | undefined)[] {
  if (groep.commands.length === 0) return [groep];
  return namen.split('|').map((naam) => groep.commands.find((een) => een.name() === naam));
}

function fouten(programma: Command, [regel, groep, onder, rest = '']: RegExpMatchArray): string[] {
  const opdracht = programma.commands.find((een) => een.name() === groep);
  if (!opdracht) return [regel];
  if (onder === undefined && rest === '') return [];
  const [, dieper] = /^ ([a-z][a-z|-]*)/.exec(rest) ?? [];
  const gekozen = kies(opdracht, onder).flatMap((een) => (een ? kies(een, dieper) : [een]));
  if (gekozen.length === 0 || gekozen.includes(undefined)) return [regel];
  const opties = (rest.split('#')[0] ?? '').match(/--[a-z]+/g) ?? [];
  const kent = (optie: string) => gekozen.some((een) => een?.options.some(({ long }) => long === optie));
  return opties.filter((optie) => !kent(optie)).map((optie) => `${regel}: ${optie}`);
}

test('every command in the documentation exists', async () => {
  const programma = await maakProgramma(systeemklok);
  const gevonden = (await Promise.all(PAGINAS.map((pagina) => readFile(pagina, 'utf8')))).flatMap((tekst) => [
    ...tekst.matchAll(OPDRACHT),
  ]);
  expect(gevonden.length).toBeGreaterThan(30);
  expect(gevonden.flatMap((een) => fouten(programma, een))).toEqual([]);
});

test('what the documentation calls is there: a bin that npx and the container know', async () => {
  const { bin } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(bin).toEqual({ leerid: 'src/start/leerid.js' });
  expect(await readFile(bin.leerid, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(await readFile('Dockerfile', 'utf8')).toContain('ln -s /app/src/start/leerid.js /usr/local/bin/leerid');
});
