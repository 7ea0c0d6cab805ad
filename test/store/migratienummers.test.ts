import { readdirSync } from 'node:fs';
import { test } from '@jest/globals';
import { eisGeen } from '../opzet/eis_geen.ts';

/** Migrations run in the order of their names. With one number for two, chance decides which is first. */

test('each migration has a number of three digits of its own', () => {
  const namen = readdirSync('migrations');
  eisGeen(
    namen.filter((naam) => !/^[0-9]{3}_[a-z0-9_]+\.ts$/.test(naam)),
    'name a migration like 036_wie_vraagt.ts',
  );
  const perNummer = [...Map.groupBy(namen, (naam) => naam.slice(0, 3))];
  eisGeen(
    perNummer.flatMap(([, zelfde]) => (zelfde.length > 1 ? zelfde.join(' and ') : [])),
    'two migrations have one number: give yours one more than the last',
  );
});
