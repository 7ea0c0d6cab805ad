import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { WERKTABELLEN } from '../../../src/register/discimus/werkruimte/werkruimte.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { regel, SCHOLEN, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * The description of a load's temporary tables equals what PostgreSQL has. werkruimte_bronnen.test.ts
 * compares it with the sources.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
afterAll(() => register.weg());

/** The temporary tables of a connection, each with the types of its columns. */
const GEMAAKTE = sql<{ tabel: string; kolommen: Record<string, string> }>`
    select c.relname as tabel, json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) as kolommen
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = pg_my_temp_schema() and c.relkind = 'r' and a.attnum > 0 group by 1`;

test('PostgreSQL has each table with these columns, in a load in which schools move and pupils are identified and merged', async () => {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }), zonderInsz(3));
  let gemaakt: Record<string, unknown> = {};
  const scholen = SCHOLEN.map((school) => ({
    ...school,
    opvolger: school.instellingsnummer === '990003' ? '990001' : '',
  }));
  const verslag = await register.laad(
    { peildatum: '2026-11-23', scholen, inschrijvingen: [regel(1), tweedeIsEerste(), regel(3)] },
    { toch: true },
    {
      async naVerandering(trx) {
        const { rows } = await GEMAAKTE.execute(trx);
        gemaakt = Object.fromEntries(rows.map(({ tabel, kolommen }) => [tabel, kolommen]));
      },
    },
  );
  expect(verslag).toMatchObject({ scholen_verhuisd: 1, samengevoegd: 1, geidentificeerd: 1 });
  const gezegd = Object.entries(WERKTABELLEN).map(([tabel, { kolommen }]) => [tabel, { ...kolommen }]);
  expect(gemaakt).toEqual(Object.fromEntries(gezegd));
});

test('a load hands the touched accounts over once each, in batches, however many they are', async () => {
  const delen: string[][] = [];
  await register.laad(
    { peildatum: '2026-11-24', inschrijvingen: [regel(1)] },
    { toch: true, proef: true },
    {
      async naVerandering(trx, geraakt) {
        await sql`insert into pg_temp.geraakte_accounts (account_uuid, leerling_id)
            select gen_random_uuid(), gen_random_uuid() from generate_series(1, 12000)`.execute(trx);
        await sql`insert into pg_temp.geraakte_accounts select * from pg_temp.geraakte_accounts`.execute(trx);
        for await (const deel of geraakt()) delen.push(deel.map(({ account_uuid }) => account_uuid));
      },
    },
  );
  expect(Math.max(...delen.map(({ length }) => length))).toBe(5000);
  const alle = delen.flat();
  expect(alle.length).toBeGreaterThanOrEqual(12_000);
  expect(new Set(alle).size).toBe(alle.length);
  expect(alle).toEqual(alle.toSorted());
});
