import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eisGeen } from '../opzet/eis_geen.ts';

/**
 * A name means one thing. Whoever looks for a rule finds one file, one type and one function of that name.
 */

/** Each room has these, and they mean the same in each room. */
const IN_ELKE_KAMER = ['index.ts', 'kamer.ts', 'open.ts', 'tabellen.ts'];
/** What a room needs and gives, by the contract of rooms (`src/kamer.ts`). */
const VAN_HET_CONTRACT = ['Nodig', 'Geeft'];

/** What to do about a name that occurs twice. */
const NAAM_STAAT_EENMAAL =
  'names of files, types and exports stand once in all of src: give yours a name that says whose it is';

const bestanden = globSync('src/**/*.{js,ts}');

/** Names that several files have, with those files. Twice in one file counts once. */
function dubbele(namen: readonly { naam: string; bestand: string }[]): string[] {
  const perNaam = [...Map.groupBy(namen, ({ naam }) => naam)];
  return perNaam.flatMap(([naam, wie]) => {
    const waar = new Set(wie.map(({ bestand }) => bestand));
    return waar.size > 1 ? `${naam}: ${[...waar].join(', ')}` : [];
  });
}

/** What a pattern finds, with the file that has it. */
function gevonden(patroon: RegExp) {
  return bestanden.flatMap((bestand) =>
    [...readFileSync(bestand, 'utf8').matchAll(patroon)].map(([, naam = '']) => ({ naam, bestand })),
  );
}

describe('stands once', () => {
  test('each file name', () => {
    const namen = bestanden.map((bestand) => ({ naam: basename(bestand), bestand }));
    expect(namen.length).toBeGreaterThan(200);
    eisGeen(dubbele(namen.filter(({ naam }) => !IN_ELKE_KAMER.includes(naam))), NAAM_STAAT_EENMAAL);
  });

  test('each type, interface and class, also one that its file keeps to itself', () => {
    const namen = gevonden(/^(?:export )?(?:abstract )?(?:type|interface|class|enum) (\w+)(?=[\s<={])/gm);
    expect(namen.length).toBeGreaterThan(250);
    eisGeen(dubbele(namen.filter(({ naam }) => !VAN_HET_CONTRACT.includes(naam))), NAAM_STAAT_EENMAAL);
  });

  test('each function and value that a file shows', () => {
    const namen = gevonden(/^export (?:async )?(?:function\*? |const )(\w+)/gm);
    expect(namen.length).toBeGreaterThan(300);
    eisGeen(dubbele(namen), NAAM_STAAT_EENMAAL);
  });
});
