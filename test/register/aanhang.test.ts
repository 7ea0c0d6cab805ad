import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { AANHANG } from '../../src/register/aanhang.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';

/** A merge removes a pupil's row, and with it by cascade whatever nobody thought of: so each table that hangs on a pupil is told here. */

/** What the merge does by itself with the rows of the pupil who goes (`samenvoegen.ts`), and `ontkoppel.ts` undoes. */
const ZELF = {
  accounts: 'become history of who stays',
  aanmeldmiddelen: 'sign in to the account that stays',
  historiek_account_uuid: 'goes along',
  inschrijvingen: 'go along, the older of two equal ones stays',
  samenvoegingen: 'goes along',
  scheidingen: 'goes along',
  vroegere_sleutels: 'goes along',
} as const;

let database: Awaited<ReturnType<typeof maakTestdatabase>>;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

/** Tables with a key of a pupil or an account whose rows PostgreSQL removes with it. */
async function cascades(): Promise<string[]> {
  const { rows } = await sql<{ tabel: string }>`select distinct conrelid::regclass::text as tabel from pg_constraint
    where contype = 'f' and confrelid in ('leerlingen'::regclass, 'accounts'::regclass) and confdeltype = 'c'
      and conparentid = 0 order by 1`.execute(database.db);
  return rows.map(({ tabel }) => tabel);
}

test('each table that goes with a pupil or an account by cascade is told to the merge', async () => {
  expect(await cascades()).toEqual([...Object.keys(AANHANG), ...Object.keys(ZELF)].sort());
});

test('what hangs on a pupil moves with every column that it has', async () => {
  for (const [tabel, { sleutel, rest }] of Object.entries(AANHANG)) {
    const { rows } = await sql<{ kolom: string }>`select column_name::text as kolom from information_schema.columns
      where table_schema = 'public' and table_name = ${tabel} and column_name <> 'leerling_id'`.execute(database.db);
    expect([tabel, rows.map(({ kolom }) => kolom).sort()]).toEqual([tabel, [...sleutel, ...rest].sort()]);
  }
});

test('a table that hangs on a pupil and is not told is found', async () => {
  await sql`create table nieuw (leerling_id uuid references leerlingen on delete cascade)`.execute(database.db);
  expect(await cascades()).toContain('nieuw');
  await sql`drop table nieuw`.execute(database.db);
});
