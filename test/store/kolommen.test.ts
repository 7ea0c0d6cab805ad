import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  alleVan,
  bundelopdracht,
  jsonSql,
  kolom,
  type RijVan,
  recordsetSql,
  vraagGebundeld,
  vraagtype,
} from '../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/**
 * Columns are written once. `npm run types` checks the lines with `@ts-expect-error`: it fails where the line
 * has no error.
 */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

const DAG = { van: 'date', tot: 'date?' } as const;
const SCHOOL = { nummer: kolom<string>('s.n'), open: kolom<boolean>('s.n > 1') };

/** Returns its question, with columns of each sort. */
const ECHO = bundelopdracht({
  vraag: {
    naam: 'text',
    wanneer: 'timestamptz',
    'eigen Naam': 'int?',
    lijst: 'text[]?',
    dagen: vraagtype<{ van: string; tot?: string }[]>('json'),
  },
  tabel: alleVan<{ eerste: string | null }>('dag'),
  antwoord: (v) => ({
    naam: kolom<string>(v.naam),
    wanneer: kolom<Temporal.Instant>(v.wanneer),
    nummer: kolom<number | null>(v['eigen Naam']),
    lijst: kolom<string[] | null>(v.lijst),
    school: kolom<RijVan<typeof SCHOOL>>(`(select ${jsonSql(SCHOOL)} from (values (2)) s(n))`),
  }),
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen}
    cross join lateral (select min(d.van) as eerste from ${recordsetSql('d', v.dagen, DAG)}) dag`,
});

const WANNEER = '2026-11-23T09:00:00Z';

test('a question and its answer keep their types on the way', async () => {
  const dagen = [{ van: '2026-09-02' }, { van: '2026-09-01', tot: '2026-09-30' }];
  const antwoord = await vraagGebundeld(database.db, ECHO, {
    naam: `d'Hondt "O" ; drop`,
    wanneer: WANNEER,
    'eigen Naam': 3,
    lijst: ['a', 'b'],
    dagen,
  });
  expect(antwoord).toEqual({
    i: 0,
    eerste: '2026-09-01',
    naam: `d'Hondt "O" ; drop`,
    wanneer: Temporal.Instant.from(WANNEER),
    nummer: 3,
    lijst: ['a', 'b'],
    school: { nummer: 2, open: true },
  });
});

test('what may be left out is null there', async () => {
  const antwoord = await vraagGebundeld(database.db, ECHO, { naam: 'a', wanneer: WANNEER, dagen: [] });
  expect(antwoord).toMatchObject({ nummer: null, lijst: null, eerste: null });
});

test('a misspelt column does not compile, and PostgreSQL does not take it', async () => {
  // @ts-expect-error `naam` is told as text
  await expect(vraagGebundeld(database.db, ECHO, { naam: { a: 1 }, wanneer: 'nooit', dagen: [] })).rejects.toThrow();
  // @ts-expect-error no such column, and `wanneer` is missing
  const zonder = await vraagGebundeld(database.db, ECHO, { naam: 'a', waneer: WANNEER, dagen: [] });
  // @ts-expect-error no such column
  expect(zonder?.waneer).toBeUndefined();
  const mis = bundelopdracht({
    vraag: { naam: 'text' },
    // @ts-expect-error no such column
    sql: ({ vragen, v }) => `select ${v.i} from ${vragen} where ${v.nam} = 'a'`,
  });
  await expect(vraagGebundeld(database.db, mis, { naam: 'a' })).rejects.toThrow('undefined');
  // @ts-expect-error PostgreSQL has no such type
  const vreemd = bundelopdracht({ vraag: { naam: 'tekst' }, sql: ({ vragen }) => `select i from ${vragen}` });
  await expect(vraagGebundeld(database.db, vreemd, { naam: 'a' })).rejects.toThrow('type "tekst" does not exist');
});
