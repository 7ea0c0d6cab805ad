import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { bundelopdracht, kolom, vraagGebundeld } from '../../src/store/index.ts';
import { isDatabaseWeg } from '../../src/web/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`create table proef (id int primary key, statement int not null)`.execute(database.db);
});
afterAll(() => database.weg());

const VERDUBBEL = bundelopdracht({
  vraag: { n: 'int' },
  antwoord: (v) => ({ dubbel: kolom<number>(`${v.n} * 2`), samen: kolom<number>('count(*) over ()') }),
  sql: ({ vragen, v, kolommen }) => `select ${v.i}, ${kolommen} from ${vragen} where ${v.n} % 10 <> 7`,
});

const BEWAAR = bundelopdracht({
  vraag: { id: 'int' },
  antwoord: (v) => ({ id: kolom<number>(v.id) }),
  sql: ({ vragen, v, kolommen }) => `
    with v as materialized (select * from ${vragen}),
    nieuw as (insert into proef select ${v.id}, pg_current_xact_id()::text::int from v)
    select ${v.i}, ${kolommen} from v`,
});

const getallen = (hoeveel: number) => Array.from({ length: hoeveel }, (_, n) => n);

test('everyone gets the answer to his own question, and those at the same moment share a statement', async () => {
  const antwoorden = await Promise.all(getallen(200).map((n) => vraagGebundeld(database.db, VERDUBBEL, { n })));
  expect(antwoorden.map((een) => een?.dubbel)).toEqual(getallen(200).map((n) => (n % 10 === 7 ? undefined : n * 2)));
  expect(Math.max(...antwoorden.map((een) => een?.samen ?? 0))).toBeGreaterThan(20);
  expect((await vraagGebundeld(database.db, VERDUBBEL, { n: 3 }))?.samen).toBe(1);
});

test('a question that the database refuses spoils nothing for those it travelled with', async () => {
  await vraagGebundeld(database.db, BEWAAR, { id: 5 });
  const uitkomsten = await Promise.allSettled(getallen(10).map((id) => vraagGebundeld(database.db, BEWAAR, { id })));
  expect(uitkomsten.map(({ status }) => status === 'fulfilled')).toEqual(getallen(10).map((id) => id !== 5));
  const { rows } = await sql<{ n: number }>`select count(*) as n from proef`.execute(database.db);
  expect(rows).toEqual([{ n: 10 }]);
});

test('a database that hangs is gone for who waits in line as well, and not once more for each of them', async () => {
  const [slot, los] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const vast = database.db.transaction().execute(async (trx) => {
    await sql`lock table proef`.execute(trx);
    slot.resolve();
    await los.promise;
  });
  await slot.promise;
  const gevraagd = jest.spyOn(pg.Client.prototype, 'query');
  const vragen: Promise<unknown>[] = [];
  for (const id of getallen(5)) {
    vragen.push(vraagGebundeld(database.db, BEWAAR, { id: 200 + id }));
    await new Promise(setImmediate);
  }
  const uitkomsten = await Promise.allSettled(vragen);
  los.resolve();
  await vast;
  expect(uitkomsten.map((een) => een.status === 'rejected' && isDatabaseWeg(een.reason))).toEqual(Array(5).fill(true));
  // Two statements were under way. The questions in line got their error, and sent no statement of their own.
  const gesteld = gevraagd.mock.calls.filter(([een]) => JSON.stringify(een).includes('insert into proef'));
  gevraagd.mockRestore();
  expect(gesteld).toHaveLength(2);
}, 30_000);

test('inside a transaction it is the transaction that asks', async () => {
  const teruggedraaid = database.db.transaction().execute(async (trx) => {
    await vraagGebundeld(trx, BEWAAR, { id: 100 });
    throw new Error('terug');
  });
  await expect(teruggedraaid).rejects.toThrow('terug');
  await expect(vraagGebundeld(database.db, BEWAAR, { id: 100 })).resolves.toMatchObject({ id: 100 });
});
