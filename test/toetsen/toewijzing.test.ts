import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesToegewezenToetsen } from '../../src/toetsen/toewijzing.ts';
import { geteld } from '../opzet/database/geteld.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** Which assigned tests an open window lets out (S3 art. 4). */

let database: Testdatabase;
let leerling: string;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`insert into toetsen values ('WIS', 'Wiskunde')`.execute(database.db);
  leerling = await nieuweLeerling();
});
afterAll(() => database.weg());

async function nieuweLeerling(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into leerlingen (voornaam, naam) values ('Noor', 'Peeters') returning id`.execute(database.db);
  return rows[0]?.id as string;
}

async function wijsToe(van: string, tot: string, wie = leerling): Promise<void> {
  await database.db.insertInto('toetstoewijzingen').values({ leerling_id: wie, toets: 'WIS', van, tot }).execute();
}

const gelezen = async (...vensters: [string, string][]) =>
  (
    await leesToegewezenToetsen(
      database.db,
      leerling,
      vensters.map(([van, tot]) => ({ van, tot })),
    )
  ).map(({ toetsmoment }) => toetsmoment.van);

test('only tests of the pupil that lie in an open window, in Belgian days', async () => {
  await wijsToe('2027-05-02T21:59:00Z', '2027-05-02T21:59:30Z');
  await wijsToe('2027-05-02T22:00:00Z', '2027-05-02T23:00:00Z');
  await wijsToe('2027-06-11T21:00:00Z', '2027-06-11T21:59:00Z');
  await wijsToe('2027-06-11T21:30:00Z', '2027-06-11T22:30:00Z');
  await wijsToe('2026-05-10T07:00:00Z', '2026-05-10T08:00:00Z');
  await wijsToe('2027-05-10T07:00:00Z', '2027-05-10T08:00:00Z', await nieuweLeerling());
  expect(await gelezen(['2027-05-03', '2027-06-11'])).toEqual(['2027-05-02T22:00:00Z', '2027-06-11T21:00:00Z']);
  expect(await gelezen(['2027-05-03', '2027-06-11'], ['2026-05-01', '2026-05-31'])).toHaveLength(3);
  expect(await gelezen()).toEqual([]);
});

test('pupils who come at once share a statement: each gets his own tests, in his own windows, in order', async () => {
  const MEI = [{ van: '2027-05-01', tot: '2027-05-31' }];
  const toets = (uur: string) => ({
    toets: 'WIS',
    toetsmoment: { van: `2027-05-20T${uur}:00:00Z`, tot: `2027-05-20T${uur}:30:00Z` },
  });
  const leerlingen = await Promise.all(Array.from({ length: 20 }, nieuweLeerling));
  for (const [i, wie] of leerlingen.entries())
    for (const uur of ['11', String(12 + (i % 8))].toReversed())
      await wijsToe(`2027-05-20T${uur}:00:00Z`, `2027-05-20T${uur}:30:00Z`, wie);
  const { db, aantal } = geteld(database.db);
  const gelezen = await Promise.all(leerlingen.map((wie, i) => leesToegewezenToetsen(db, wie, i === 3 ? [] : MEI)));
  expect(gelezen).toEqual(leerlingen.map((_, i) => (i === 3 ? [] : [toets('11'), toets(String(12 + (i % 8)))])));
  expect(aantal()).toBe(1);
});
