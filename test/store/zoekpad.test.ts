import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { eisGeen } from '../opzet/eis_geen.ts';

/**
 * PostgreSQL looks for a table among the temporary ones first, and every account may make those. Our functions
 * look there last, so that no temporary table takes the place of a real one in a check.
 */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

test('every function of ours looks among temporary tables last', async () => {
  const { rows } = await sql<{ naam: string; instellingen: string[] | null }>`
    select p.oid::regprocedure::text as naam, p.proconfig as instellingen from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`.execute(
    database.db,
  );
  expect(rows.length).toBeGreaterThan(0);
  eisGeen(
    rows.filter(({ instellingen }) => !instellingen?.includes('search_path=public, pg_temp')).map(({ naam }) => naam),
    'end the function with: set search_path = public, pg_temp',
  );
});

test('a temporary table named accounts does not switch a check off', async () => {
  const uuid = randomUUID();
  const poging = database.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      insert into leerlingen (voornaam, naam) values ('Proef', 'Persoon') returning id`.execute(trx);
    const id = rows[0]?.id;
    await sql`insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op)
      values (${uuid}, ${id}, 'tijdelijk', now())`.execute(trx);
    await sql`create temp table accounts (account_uuid uuid, leerling_id uuid) on commit drop`.execute(trx);
    await sql`insert into historiek_account_uuid values (${uuid}, ${id}, now())`.execute(trx);
  });
  await expect(poging).rejects.toThrow('an account_uuid is already in use');
});
