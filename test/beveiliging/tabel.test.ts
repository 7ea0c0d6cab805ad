import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { titelsIn } from '../opzet/akten/titels.ts';

/** docs/beveiliging.md is complete, and everything that it names exists. */

/** Levels of ASVS 5.0.0, per section: `'1.1': '22'` means 1.1.1 and 1.1.2, both of level 2. */
const NIVEAUS: Record<string, string> = {
  '1.1': '22',
  '1.2': '1111122223',
  '1.3': '112222222223',
  '1.4': '222',
  '1.5': '123',
  '2.1': '122',
  '2.2': '112',
  '2.3': '12223',
  '2.4': '23',
  '3.1': '3',
  '3.2': '113',
  '3.3': '12223',
  '3.4': '11222233',
  '3.5': '11122333',
  '3.6': '3',
  '3.7': '22333',
  '4.1': '12233',
  '4.2': '23333',
  '4.3': '22',
  '4.4': '1222',
  '5.1': '2',
  '5.2': '112333',
  '5.3': '113',
  '5.4': '222',
  '6.1': '122',
  '6.2': '111111112222',
  '6.3': '11223333',
  '6.4': '112233',
  '6.5': '22222333',
  '6.6': '2223',
  '6.7': '33',
  '6.8': '2222',
  '7.1': '222',
  '7.2': '1111',
  '7.3': '22',
  '7.4': '11222',
  '7.5': '223',
  '7.6': '22',
  '8.1': '1233',
  '8.2': '1123',
  '8.3': '133',
  '8.4': '23',
  '9.1': '111',
  '9.2': '1222',
  '10.1': '22',
  '10.2': '223',
  '10.3': '22223',
  '10.4': '1111122222233333',
  '10.5': '22222',
  '10.6': '22',
  '10.7': '222',
  '11.1': '2233',
  '11.2': '22233',
  '11.3': '11233',
  '11.4': '1222',
  '11.5': '23',
  '11.6': '23',
  '11.7': '33',
  '12.1': '12233',
  '12.2': '11',
  '12.3': '22223',
  '13.1': '2333',
  '13.2': '222223',
  '13.3': '2233',
  '13.4': '1222233',
  '14.1': '22',
  '14.2': '12223333',
  '14.3': '122',
  '15.1': '12233',
  '15.2': '12233',
  '15.3': '1222222',
  '15.4': '3333',
  '16.1': '2',
  '16.2': '22222',
  '16.3': '2222',
  '16.4': '222',
  '16.5': '2223',
  '17.1': '23',
  '17.2': '22223333',
  '17.3': '22',
};

/** In these sections, level 3 counts as well. */
const OOK_NIVEAU_3 = ['9.1', '9.2', '10.4'];

interface Rij {
  nummer: string;
  wat: string;
  hoe: string;
}

let tekst: string;
let rfc: Rij[];
let asvs: Rij[];
beforeAll(async () => {
  tekst = await readFile('docs/beveiliging.md', 'utf8');
  const [, eerste = '', tweede = ''] = tekst.split(/^## (?:RFC 9700|ASVS 5\.0\.0)$/m);
  rfc = rijen(eerste);
  asvs = rijen(tweede.split(/^## /m)[0] ?? '');
});

function rijen(deel: string): Rij[] {
  const regels = deel.split('\n').filter((regel) => /^\| \d/.test(regel));
  return regels.map((regel) => {
    const [, nummer = '', wat = '', hoe = ''] = regel.split('|').map((cel) => cel.trim());
    return { nummer, wat, hoe };
  });
}

/**
 * What a row names: a file below `test`, and words in that file. A name without a file belongs to the file
 * before it.
 */
function* tests({ hoe }: Rij): Generator<[bestand: string, naam: string]> {
  let bestand = '';
  for (const [, pad, naam] of hoe.matchAll(/`((?:[a-z]+\/)*[a-z0-9_]+)` (?=“)|“([^”]+)”/g)) {
    if (pad) bestand = `test/${pad}.test.ts`;
    else if (naam) yield [bestand, naam];
  }
}

/** A row that begins with such a word counts by that word, whatever it names after it. */
const isReden = ({ hoe }: Rij) => /^(n\/a|operator|code|decision)\b/.test(hoe);
const isNietGehaald = ({ hoe }: Rij) => hoe.includes('**not met**');
const isGetoond = (rij: Rij) => !isNietGehaald(rij) && !isReden(rij) && !tests(rij).next().done;

function telling(alle: Rij[]): string {
  const nietGehaald = alle.filter(isNietGehaald).length;
  const getoond = alle.filter(isGetoond).length;
  return `${alle.length} rows: ${getoond} by a test, ${alle.length - getoond - nietGehaald} by a reason, ${nietGehaald} not met`;
}

test('the levels are those of ASVS 5.0.0: 345 requirements, 70 of level 1, 183 of level 2', () => {
  const alle = Object.values(NIVEAUS).join('');
  const aantal = (niveau: string) => alle.split(niveau).length - 1;
  expect([alle.length, aantal('1'), aantal('2'), aantal('3')]).toEqual([345, 70, 183, 92]);
});

test('each requirement of level 1 and 2, and of level 3 in V9 and V10.4, stands there once and in order', () => {
  const verwacht = Object.entries(NIVEAUS).flatMap(([deel, niveaus]) =>
    [...niveaus].flatMap((niveau, plaats) =>
      niveau === '3' && !OOK_NIVEAU_3.includes(deel) ? [] : [`${deel}.${plaats + 1}`],
    ),
  );
  expect(asvs.map(({ nummer }) => nummer)).toEqual(verwacht);
  expect(verwacht).toHaveLength(258);
});

test('each section of RFC 9700 that asks something stands there', () => {
  const delen = ['2.1', '2.1.1', '2.1.2', '2.2.1', '2.2.2', '2.3', '2.4', '2.5', '2.6', '3'];
  const aanvallen = Array.from({ length: 17 }, (_, plaats) => `4.${plaats + 1}`);
  for (const deel of [...delen, ...aanvallen]) {
    expect([deel, rfc.some(({ nummer }) => nummer === deel || nummer.startsWith(`${deel}.`))]).toEqual([deel, true]);
  }
});

test('every test that is named exists, under that name', () => {
  let aantal = 0;
  for (const rij of [...rfc, ...asvs]) {
    for (const [bestand, naam] of tests(rij)) {
      expect([rij.nummer, bestand, existsSync(bestand)]).toEqual([rij.nummer, bestand, true]);
      const staatEr = titelsIn(bestand).some((titel) => titel.includes(naam));
      expect([rij.nummer, bestand, naam, staatEr]).toEqual([rij.nummer, bestand, naam, true]);
      aantal += 1;
    }
  }
  expect(aantal).toBeGreaterThan(150);
});

test('every file and heading that is named exists', () => {
  for (const [, bestand = ''] of tekst.matchAll(
    /`((?:src|config|migrations)\/[\w./]+\.\w+|Dockerfile|config\/Caddyfile)`/g,
  )) {
    expect([bestand, existsSync(bestand)]).toEqual([bestand, true]);
  }
  const koppen = [...tekst.matchAll(/^##+ (.+)$/gm)].map(([, kop = '']) => kop.toLowerCase().replaceAll(' ', '-'));
  for (const [, anker] of tekst.matchAll(/\]\(#([\w-]+)\)/g)) expect(koppen).toContain(anker);
});

describe('each row says how', () => {
  test('by a test, by a reason, or that it is not met and why', () => {
    for (const rij of [...rfc, ...asvs]) {
      const goed = isNietGehaald(rij)
        ? /\*\*not met\*\*[^:|]*[:;] ?\S|\*\*not met\*\* \S/.test(rij.hoe)
        : isGetoond(rij) || isReden(rij);
      expect([rij.nummer, rij.hoe, goed]).toEqual([rij.nummer, rij.hoe, true]);
      expect(rij.wat.length).toBeGreaterThan(3);
    }
  });

  test('and the counts above the tables are true', () => {
    expect(tekst).toContain(`RFC 9700: ${telling(rfc)}`);
    expect(tekst).toContain(`ASVS: ${telling(asvs)}`);
  });
});
