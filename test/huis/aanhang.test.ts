import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { verhuizingenVan } from '../../src/kamer.ts';
import { HUIS } from '../../src/kamers.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { eisGeen } from '../opzet/eis_geen.ts';

/**
 * A merge removes a pupil's row, and a cascade removes every row that nobody thought of. So each table that
 * belongs to a pupil is listed by its room.
 */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

/** Tables whose rows PostgreSQL removes with a pupil, directly or through another table. */
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

/** Tables with a column whose name says that it holds a key of a pupil or an account. */
async function metSleutel(): Promise<string[]> {
  const { rows } = await sql<{ tabel: string }>`select distinct c.relname::text as tabel
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
      and a.attname ~ '(leerling_id|account_uuid|leerlingen)$' and c.relname <> 'leerlingen' order by 1`.execute(
    database.db,
  );
  return rows.map(({ tabel }) => tabel);
}

test('each table that goes with a pupil, or that holds a key of one, is told by its room', async () => {
  const hangt = new Set([...(await cascades()), ...(await metSleutel())]);
  const verteld = new Set(HUIS.kamers.flatMap(({ aanhang }) => Object.keys(aanhang ?? {})));
  eisGeen(
    hangt.difference(verteld),
    'this table has a key of a pupil: say in `aanhang` of its room’s kamer.ts what a merge does with its rows',
  );
  eisGeen(verteld.difference(hangt), 'this table has no key of a pupil: take it out of `aanhang`');
});

test('a room tells only of its own tables', () => {
  const vreemd = HUIS.kamers.flatMap(({ naam, tabellen, aanhang }) =>
    Object.keys(aanhang ?? {}).flatMap((tabel) => (tabel in (tabellen ?? {}) ? [] : `${naam}: ${tabel}`)),
  );
  eisGeen(vreemd, 'this table goes under `tabellen` of the same kamer.ts, or under `aanhang` of the room that has it');
});

/** The columns of each unique key of a table, in alphabetical order. */
async function uniekeSleutels(tabel: string): Promise<string[][]> {
  const { rows } = await sql<{ kolommen: string[] }>`select array_agg(a.attname::text order by a.attname) as kolommen
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
    where i.indrelid = ${tabel}::regclass and i.indisunique and i.indpred is null group by i.indexrelid`.execute(
    database.db,
  );
  return rows.map(({ kolommen }) => kolommen);
}

/** Without it a merge could make one row of two, or stop at a row that both pupils have. */
function onderscheidt(unieke: readonly string[][], sleutel: readonly string[]): boolean {
  const metLeerling = ['leerling_id', ...sleutel];
  return unieke.some((kolommen) => kolommen.every((kolom) => metLeerling.includes(kolom)));
}

/** A key over other columns could stand in the way of a row that gets another pupil. */
function staatInDeWeg(unieke: readonly string[][], sleutel: readonly string[]): string[][] {
  return unieke.filter(
    (kolommen) => kolommen.includes('leerling_id') && !sleutel.every((kolom) => kolommen.includes(kolom)),
  );
}

test('what goes along with a pupil is told apart by its key, and no other key stands in the way', async () => {
  const verhuizingen = Object.entries(verhuizingenVan(HUIS.kamers));
  expect(verhuizingen.length).toBeGreaterThan(3);
  for (const [tabel, { sleutel }] of verhuizingen) {
    const unieke = await uniekeSleutels(tabel);
    eisGeen(
      onderscheidt(unieke, sleutel) ? [] : [tabel],
      `no unique key of this table lies within leerling_id and its \`sleutel\` (${sleutel}): correct one of the two`,
    );
    eisGeen(
      staatInDeWeg(unieke, sleutel).map((kolommen) => `${tabel} (${kolommen})`),
      `this unique key would refuse a row that gets another pupil: add the columns of \`sleutel\` (${sleutel}) to it`,
    );
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
