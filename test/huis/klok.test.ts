import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const bestanden = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((naam) => /\.[jt]s$/.test(naam));

test('only klok.ts asks what time it is', () => {
  const vraagt = bestanden.filter((bestand) =>
    /Temporal\.Now|Date\.now|new Date\(\)/.test(readFileSync(join('src', bestand), 'utf8')),
  );
  expect(vraagt).toEqual(['klok.ts']);
});
