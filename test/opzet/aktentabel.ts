import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { KAMERS_LATER } from './clausules.ts';
import { opPad } from './yamlpad.ts';

/** The cells of each row of a page whose first cell looks like this. */
export function rijenIn(tekst: string, eersteCel: RegExp): string[][] {
  const regels = tekst.split('\n').filter((regel) => regel.startsWith('|'));
  const rijen = regels.map((regel) => regel.split('|').slice(1, -1));
  return rijen.map((cellen) => cellen.map((cel) => cel.trim())).filter(([eerste = '']) => eersteCel.test(eerste));
}

const SOORTEN = ['yaml', 'code', 'test', 'later', 'n.v.t.'] as const;
const GRENS = /; (?=(?:yaml|code|test|later|n\.v\.t\.): )/;

export interface Plek {
  soort: string;
  wat: string;
}

/** The parts of a cell "where". */
export function plekkenIn(cel: string): Plek[] {
  return cel
    .replaceAll('`', '')
    .split(GRENS)
    .map((deel) => {
      const grens = deel.indexOf(': ');
      return { soort: deel.slice(0, grens), wat: deel.slice(grens + 2).trim() };
    });
}

/** What is wrong with a part; nothing where all it names is there. */
export function foutIn({ soort, wat }: Plek): string | undefined {
  const goed = {
    yaml: () => staatInAkte(wat),
    code: () => /^(src|migrations)\/\S+$/.test(wat) && existsSync(wat),
    test: () => staatInTest(wat),
    later: () => KAMERS_LATER.includes(wat),
    'n.v.t.': () => wat.length > 10,
  };
  const kent = SOORTEN.find((een) => een === soort);
  return kent && goed[kent]() ? undefined : `${soort}: ${wat}`;
}

function staatInAkte(wat: string): boolean {
  const [, map = '', pad = ''] = /^([a-z-]+)#(.+)$/.exec(wat) ?? [];
  const bestand = `config/protocollen/${map}/protocol.yaml`;
  return existsSync(bestand) && opPad(parse(readFileSync(bestand, 'utf8')), pad) !== undefined;
}

/** The first argument of a call, which a title is, also behind `test.each(…)`. */
const TITEL = /\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

function staatInTest(wat: string): boolean {
  const [, bestand = '', titel = ''] = /^(test\/\S+\.test\.ts) "(.+)"$/.exec(wat) ?? [];
  if (!existsSync(bestand)) return false;
  const titels = [...readFileSync(bestand, 'utf8').matchAll(TITEL)].map(([, , tekst = '']) => tekst);
  return titels.some((tekst) => tekst.replaceAll(/\\(['"`])/g, '$1').includes(titel));
}
