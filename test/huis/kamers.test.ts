import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { HUIS } from '../../src/kamers.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { eisGeen } from '../opzet/eis_geen.ts';

/**
 * Rooms own tables: each table belongs to one room. SQL elsewhere on it is an exception, listed here with its
 * reason.
 */

/**
 * Statements that must use a table of another room, because asking that room would take another statement or
 * a longer lock. A file that no longer needs its exception makes this test fail as well.
 */
const EEN_OPDRACHT = 'one statement answers a visitor';
const UITZONDERINGEN: Record<string, { tabellen: string[]; omdat: string }> = {
  'aanmelden/activeer.ts': { tabellen: ['aanmeldmiddelen', 'accounts', 'leerlingen'], omdat: EEN_OPDRACHT },
  'aanmelden/geef_codes.ts': {
    tabellen: ['aanmeldmiddelen', 'accounts', 'administratieve_groepen', 'leerlingen', 'vestigingsplaatsen'],
    omdat: 'letters of a whole school come from one statement',
  },
  'aanmelden/pogingen/noteer_aanmelding.ts': { tabellen: ['aanmeldmiddelen', 'accounts'], omdat: EEN_OPDRACHT },
  'aanmelden/pogingen/zoek_code.ts': {
    tabellen: ['aanmeldmiddelen', 'accounts', 'inschrijvingen', 'leerlingen', 'scholen'],
    omdat: EEN_OPDRACHT,
  },
  'aanmelden/pogingen/zoek_middel.ts': { tabellen: ['aanmeldmiddelen', 'accounts', 'leerlingen'], omdat: EEN_OPDRACHT },
  'klasinformatie/akkoord.ts': {
    tabellen: ['protocolversies', 'scholen'],
    omdat: 'a declaration is compared with the text and the school in the statement that writes it',
  },
  'klasinformatie/klas.ts': { tabellen: ['scholen'], omdat: EEN_OPDRACHT },
  'klasinformatie/klasbewaring.ts': {
    tabellen: ['samenvoegingen'],
    omdat: 'what a merge keeps of a class goes with the class',
  },
  'klasinformatie/klastermijn.ts': {
    tabellen: ['inschrijvingen'],
    omdat: 'a class goes by the enrolment under which it came',
  },
  'oidc/adapter/sessie_bewaren.ts': {
    tabellen: ['accounts'],
    omdat: 'a session is kept under the lock of its account, whose generation it compares',
  },
  'oidc/afmelden/sessie_einde.ts': {
    tabellen: ['accounts', 'historiek_account_uuid'],
    omdat: 'sessions end under the lock of their account, which gets another generation',
  },
  'oidc/afmelden/sluiting.ts': {
    tabellen: ['accounts', 'historiek_account_uuid'],
    omdat: 'the pupil whom a message names is looked up for thousands of sessions at a time',
  },
  'privacy/regel/logopdracht.ts': {
    tabellen: ['oidc_session_clients'],
    omdat: 'the row of the log and the mark in the session are written both or neither',
  },
  'register/discimus/scholen/schoolkeuzes.ts': {
    tabellen: ['samenwerkingen', 'zichtbaarheid'],
    omdat: 'a school that gets another number keeps its choices, in the transaction of the load',
  },
  'register/discimus/verslag/achterblijvers.ts': {
    tabellen: ['zichtbaarheid'],
    omdat: 'the report of the load names the choices of a school that could not go along',
  },
  'register/sluit_toegang.ts': {
    tabellen: ['activatiecodes'],
    omdat: 'codes in the wrong hands lapse in the transaction that finds that out',
  },
  'register/discimus/samenvoegen/maak_ongedaan.ts': {
    tabellen: ['activatiecodes', 'zichtbaarheid'],
    omdat: 'undoing a merge gives back what each had, in one transaction',
  },
  'toepassingen/samenwerking.ts': { tabellen: ['inschrijvingen'], omdat: EEN_OPDRACHT },
};

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

const kamerVan = new Map(
  HUIS.kamers.flatMap(({ naam, tabellen }) => Object.keys(tabellen ?? {}).map((tabel) => [tabel, naam] as const)),
);

test('every folder with a kamer.ts is a room of the house, under its own name', () => {
  const mappen = readdirSync('src').filter((map) => existsSync(join('src', map, 'kamer.ts')));
  const namen = HUIS.kamers.map(({ naam }) => naam);
  eisGeen(new Set(mappen).difference(new Set(namen)), 'add `.met(…)` for this room in src/kamers.ts');
  eisGeen(new Set(namen).difference(new Set(mappen)), '`naam` in a kamer.ts is the name of its folder in src');
});

test('every table of the database is in one room, and no room has one that is not there', async () => {
  const { rows } = await sql<{ tabel: string }>`select relname::text as tabel from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(database.db);
  const verdeeld = HUIS.kamers.flatMap(({ tabellen }) => Object.keys(tabellen ?? {}));
  const bestaand = rows.map(({ tabel }) => tabel);
  eisGeen(
    new Set(bestaand).difference(new Set(verdeeld)),
    'name this table under `tabellen` in the kamer.ts of its room, with what the serving account may do',
  );
  eisGeen(
    new Set(verdeeld).difference(new Set(bestaand)),
    'no migration makes this table: take it out of `tabellen` in the kamer.ts of its room',
  );
  expect(verdeeld).toHaveLength(new Set(verdeeld).size);
});

const IN_SQL = /\b(?:from|join|into|update|truncate|using|table|null::)\s*(?:only\s+)?["'(]*([a-z_]+)\b/gi;
const IN_KYSELY = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|\w*[jJ]oin|using)\(\s*\[?['"]([a-z_]+)/g;

/** Tables that a file reads or writes in a statement. Comments don't count. */
function tabellenIn(bestand: string): Set<string> {
  const code = readFileSync(bestand, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const genoemd = [IN_SQL, IN_KYSELY].flatMap((vorm) => [...code.matchAll(vorm)].map(([, naam]) => naam ?? ''));
  return new Set(genoemd.filter((naam) => kamerVan.has(naam)));
}

test('SQL stays in the tables of its own room, but for the exceptions', () => {
  const gevonden = new Set<string>();
  for (const { naam } of HUIS.kamers) {
    const bestanden = readdirSync(join('src', naam), { recursive: true, encoding: 'utf8' });
    for (const bestand of bestanden.filter((een) => een.endsWith('.ts'))) {
      const pad = join(naam, bestand);
      const vreemd = [...tabellenIn(join('src', pad))].filter((tabel) => kamerVan.get(tabel) !== naam);
      for (const tabel of vreemd) gevonden.add(`${pad}: ${tabel}`);
    }
  }
  const uitgezonderd = new Set(
    Object.entries(UITZONDERINGEN).flatMap(([pad, { tabellen }]) => tabellen.map((tabel) => `${pad}: ${tabel}`)),
  );
  eisGeen(
    gevonden.difference(uitgezonderd),
    'ask the room that has this table; if that cannot be, say why in UITZONDERINGEN of this test',
  );
  eisGeen(uitgezonderd.difference(gevonden), 'needs no exception any more: take it out of UITZONDERINGEN');
});
