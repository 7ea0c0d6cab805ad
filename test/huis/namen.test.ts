import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';

/** A name means one thing: who looks for a rule finds one file of that name, and one type. */

/** Each room has these, and they mean the same in each. */
const IN_ELKE_KAMER = ['index.ts', 'kamer.ts', 'open.ts', 'tabellen.ts'];

const bestanden = globSync('src/**/*.ts');

/** The command line has files named after those of the rooms, until its commands stand in the rooms. */
const isOpdracht = (bestand: string) => bestand.startsWith('src/cli/');

/** Those that several have, with who has them. */
function dubbele(namen: readonly { naam: string; bestand: string }[]): string[] {
  const perNaam = [...Map.groupBy(namen, ({ naam }) => naam)];
  return perNaam.flatMap(([naam, wie]) =>
    wie.length > 1 ? `${naam}: ${wie.map(({ bestand }) => bestand).join(', ')}` : [],
  );
}

test('each file name stands once', () => {
  const namen = bestanden
    .filter((bestand) => !isOpdracht(bestand))
    .map((bestand) => ({ naam: basename(bestand), bestand }));
  expect(namen.length).toBeGreaterThan(200);
  expect(dubbele(namen.filter(({ naam }) => !IN_ELKE_KAMER.includes(naam)))).toEqual([]);
});

test('each exported type stands once', () => {
  const namen = bestanden.flatMap((bestand) =>
    [...readFileSync(bestand, 'utf8').matchAll(/^export (?:abstract )?(?:type|interface|class) (\w+)/gm)].map(
      ([, naam = '']) => ({ naam, bestand }),
    ),
  );
  expect(namen.length).toBeGreaterThan(200);
  expect(dubbele(namen)).toEqual([]);
});
