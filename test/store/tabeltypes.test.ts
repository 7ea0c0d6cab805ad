import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/**
 * Our types of the tables are those that the migrations make: kysely-codegen reads the database, and `tsc`
 * compares.
 */

/**
 * The types as `openDatabase` reads and writes them. JSON is read as `unknown`, because its reader checks it.
 */
const TYPES = {
  date: 'string',
  timestamptz: 'ColumnType<Temporal.Instant, string, string>',
  int8: 'number',
  jsonb: 'ColumnType<unknown, string, string>',
};
/** Kysely's own tables, which no statement of ours uses. */
const VAN_KYSELY = 'kysely_*';

/**
 * Turns each difference into a sentence, because the compiler would print a union by its name and not by its
 * members.
 */
const VERGELIJKING = `
import type { Kysely } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import type { Tabelverschillen } from '../../test/opzet/database/tabelverschillen.ts';
import type { DB } from './echte_tabellen.ts';
type Tabellen = Database extends Kysely<infer T> ? T : never;
export const geen: never = null as unknown as \`\${Tabelverschillen<Tabellen, DB>}.\`;
`;

const databases: Testdatabase[] = [];
afterAll(() => Promise.all(databases.map(({ weg }) => weg())));

test('the types name every table and column of a migrated database as it is', async () => {
  expect(await verschillen()).toEqual([]);
});

test('a table or column that one of the two lacks is named, and so are another type and another nullability', async () => {
  const anders = sql`
    create table nieuw (id uuid primary key);
    drop table geheimmerken;
    alter table scholen add column nieuw text, drop column opvolger;
    alter table toetsen alter column naam drop not null;
    alter table leerlingen alter column voornaam type bytea using null, alter column email set not null;
    alter table accounts alter column aanmeldgeneratie drop default`;
  expect(await verschillen(anders)).toEqual([
    'accounts.aanmeldgeneratie: may not be left out',
    'geheimmerken: the database has no such table',
    'leerlingen.email: may not be left out',
    'leerlingen.email: only one of the two is nullable',
    'leerlingen.voornaam: another type is inserted',
    'leerlingen.voornaam: another type is read',
    'leerlingen.voornaam: another type is written',
    'nieuw: the types have no such table',
    'scholen.nieuw: the types have no such column',
    'scholen.opvolger: the database has no such column',
    'toetsen.naam: only one of the two is nullable',
  ]);
});

/** @param anders a change to make in the database first */
async function verschillen(anders?: ReturnType<typeof sql>): Promise<string[]> {
  const database = await maakTestdatabase();
  databases.push(database);
  await anders?.execute(database.db);
  await mkdir('.leerid', { recursive: true });
  const map = await mkdtemp(join('.leerid', 'tabeltypes-'));
  try {
    leesTabellen(database.url, join(map, 'echte_tabellen.ts'));
    await writeFile(join(map, 'vergelijking.ts'), VERGELIJKING);
    await writeFile(join(map, 'tsconfig.json'), JSON.stringify(INSTELLINGEN));
    return vergelijk(map);
  } finally {
    await rm(map, { recursive: true });
  }
}

const INSTELLINGEN = {
  extends: '../../tsconfig.json',
  compilerOptions: { noErrorTruncation: true },
  // Each room adds its tables to `Tabellen`.
  include: ['.', '../../src/*/tabellen.ts'],
};

function leesTabellen(url: string, bestand: string): void {
  const keuzes = { dialect: 'postgres', url, 'out-file': bestand, 'exclude-pattern': VAN_KYSELY };
  const argumenten = Object.entries({ ...keuzes, 'type-mapping': JSON.stringify(TYPES) });
  const { status, stderr } = voerUit(
    'kysely-codegen/dist/cli/bin.js',
    argumenten.map(([naam, waarde]) => `--${naam}=${waarde}`),
  );
  if (status !== 0) throw new Error(stderr);
}

/**
 * The compiler names all differences in one error: they are not `never`. Any other error is a fault of this
 * test.
 */
function vergelijk(map: string): string[] {
  const { status, stdout } = voerUit('typescript/bin/tsc', ['--project', map]);
  if (status === 0) return [];
  const genoemd = [...stdout.matchAll(/"([^"]+)\."/g)].map(([, verschil = '']) => verschil);
  if (genoemd.length === 0) throw new Error(stdout);
  return [...new Set(genoemd)].sort();
}

const voerUit = (programma: string, argumenten: string[]) =>
  spawnSync(process.execPath, [join('node_modules', programma), ...argumenten], { encoding: 'utf8' });
