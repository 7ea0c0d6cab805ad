import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { KAMERS_LATER } from './clausules.ts';
import { titelsIn } from './titels.ts';
import { plaatsVan } from './yamlpad.ts';

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

/** What is wrong with a part. Undefined where everything that it names exists. */
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

const staatInAkte = (wat: string) => plaatsIn(wat) !== undefined;

/** The place in an act to which `<folder>#<path>` leads, if any. */
export function plaatsIn(wat: string): { map: string; plaats: string } | undefined {
  const [, map = '', pad = ''] = /^([a-z-]+)#(.+)$/.exec(wat) ?? [];
  const bestand = bestandVan(map);
  const plaats = existsSync(bestand) ? plaatsVan(leesAkte(map), pad) : undefined;
  return plaats === undefined ? undefined : { map, plaats };
}

const bestandVan = (map: string) => `config/protocollen/${map}/protocol.yaml`;

/** Many rows look into the same few files, and no test changes these. */
const gelezen = new Map<string, unknown>();

export function leesAkte(map: string): unknown {
  if (!gelezen.has(map)) gelezen.set(map, parse(readFileSync(bestandVan(map), 'utf8')));
  return gelezen.get(map);
}

function staatInTest(wat: string): boolean {
  const [, bestand = '', titel = ''] = /^(test\/\S+\.test\.ts) "(.+)"$/.exec(wat) ?? [];
  return titelsIn(bestand).some((tekst) => tekst.includes(titel));
}
