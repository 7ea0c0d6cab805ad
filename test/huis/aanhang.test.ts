import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { verhuizingenVan } from '../../src/kamer.ts';
import { HUIS } from '../../src/kamers.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** A merge removes a pupil's row, and by cascade whatever nobody thought of. So each table that hangs on a pupil is told by its room. */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

/** Tables whose rows PostgreSQL removes with a pupil, also by way of another table. */
async function cascades(): Promise<string[]> {
  const { rows } = await sql<{ tabel: string }>`with recursive hangt as (
      select 'leerlingen'::regclass::oid as tabel
      union select c.conrelid from pg_constraint c join hangt h on c.confrelid = h.tabel
        where c.contype = 'f' and c.confdeltype = 'c' and c.conparentid = 0)
    select tabel::regclass::text as tabel from hangt where tabel <> 'leerlingen'::regclass order by 1`.execute(
    database.db,
  );
  return rows.map(({ tabel }) => tabel);
}

/** Tables with a column that by its name holds a key of a pupil or of an account. */
async function metSleutel(): Promise<string[]> {
  const { rows } = await sql<{ tabel: string }>`select distinct c.relname::text as tabel
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
      and a.attname ~ '(leerling_id|account_uuid|leerlingen)$' and c.relname <> 'leerlingen' order by 1`.execute(
    database.db,
  );
  return rows.map(({ tabel }) => tabel);
}

const verteld = () => HUIS.kamers.flatMap(({ aanhang }) => Object.keys(aanhang ?? {})).sort();

test('each table that goes with a pupil, or that holds a key of one, is told by its room', async () => {
  const hangt = new Set([...(await cascades()), ...(await metSleutel())]);
  expect(verteld()).toEqual([...hangt].sort());
});

test('a room tells only of its own tables', () => {
  const vreemd = HUIS.kamers.flatMap(({ naam, tabellen, aanhang }) =>
    Object.keys(aanhang ?? {}).flatMap((tabel) => (tabel in (tabellen ?? {}) ? [] : `${naam}: ${tabel}`)),
  );
  expect(vreemd).toEqual([]);
});

test('what goes along with a pupil goes with every column that it has', async () => {
  const verhuizingen = Object.entries(verhuizingenVan(HUIS.kamers));
  expect(verhuizingen.length).toBeGreaterThan(3);
  for (const [tabel, { sleutel, rest }] of verhuizingen) {
    const { rows } = await sql<{ kolom: string }>`select column_name::text as kolom from information_schema.columns
      where table_schema = 'public' and table_name = ${tabel} and column_name <> 'leerling_id'`.execute(database.db);
    expect([tabel, rows.map(({ kolom }) => kolom).sort()]).toEqual([tabel, [...sleutel, ...rest].sort()]);
  }
});

test('a table that hangs on a pupil and is not told is found', async () => {
  await sql`create table nieuw (middel_id uuid references aanmeldmiddelen on delete cascade)`.execute(database.db);
  try {
    expect(await cascades()).toContain('nieuw');
  } finally {
    await sql`drop table nieuw`.execute(database.db);
  }
});
