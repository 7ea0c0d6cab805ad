import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { type CompiledQuery, sql } from 'kysely';
import { leesKlassen } from '../../src/klasinformatie/klas.ts';
import { zetbareKlok } from '../../src/klok.ts';
import type { Protocol } from '../../src/protocol/index.ts';
import { geteld } from '../opzet/database/geteld.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** Which classes of which pupils are read (S2 art. 3, 4 and 12). */

const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');
const AKTE = {
  protocol: { protocol: 'klasinformatie' } as Protocol,
  hash: 'a'.repeat(64),
  sinds: Temporal.Instant.from('2026-01-01T00:00:00Z'),
};
const LEERLINGEN = Array.from({ length: 20 }, (_, i) => `00000000-0000-4000-8000-0000000000${10 + i}`);

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  const { db } = database;
  await sql`insert into scholen (instellingsnummer, naam, erkend) values
    ('990001', 'De Linde', true), ('990002', 'De Eik', true), ('990003', 'De Wilg', false), ('990004', 'De Es', true)`.execute(
    db,
  );
  await sql`insert into akkoordverklaringen (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk)
    select 'klasinformatie', ${AKTE.hash}, nummer, '2026-09-01T08:00:00Z', 'leerid_databeheerder', 'brief 12'
    from unnest(array['990001', '990002', '990003']) nummer`.execute(db);
  await sql`insert into leerlingen (id, voornaam, naam)
    select id, 'Noor', 'Proef' from unnest(${LEERLINGEN}::uuid[]) id`.execute(db);
  // Each pupil has a class of his own in the first school. In the other schools all are in the same classes.
  await sql`insert into klassen (instellingsnummer, schooljaar, klas, subklas)
    select '990001', 2026, right(id, 2), null from unnest(${LEERLINGEN}::text[]) id
    union all values ('990002', 2026, '3A', 'b'), ('990002', 2026, '3A', null), ('990002', 2026, '3A', 'a'),
      ('990002', 2026, 'oud', null), ('990002', 2026, 'komt', null), ('990003', 2026, '1', null), ('990004', 2026, '1', null)`.execute(
    db,
  );
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van, tot)
    select l.id, k.id, case klas when 'komt' then date '2026-11-24' else date '2026-09-01' end,
      case klas when 'oud' then date '2026-11-22' when '3A' then date '2026-11-23' end
    from leerlingen l join klassen k on k.instellingsnummer <> '990001' or k.klas = right(l.id::text, 2)`.execute(db);
});
afterAll(() => database.weg());
afterEach(() => {
  jest.restoreAllMocks();
});

test('pupils who come at once share a statement: each gets his own of today, of schools that agree, in order', async () => {
  const { db, aantal } = geteld(database.db);
  const gelezen = await Promise.all(LEERLINGEN.map((wie) => leesKlassen(db, zetbareKlok(NU), wie, AKTE)));
  const elders = ['a', 'b', null].map((subklas) => ({ instellingsnummer: '990002', klas: '3A', subklas }));
  expect(gelezen).toEqual(
    LEERLINGEN.map((wie) => [{ instellingsnummer: '990001', klas: wie.slice(-2), subklas: null }, ...elders]),
  );
  expect(aantal()).toBe(1);
});

test('each is asked under the text and at the moment of its own', async () => {
  const { db, aantal } = geteld(database.db);
  const [wie = ''] = LEERLINGEN;
  const [nu, ander, vroeger, later] = await Promise.all([
    leesKlassen(db, zetbareKlok(NU), wie, AKTE),
    leesKlassen(db, zetbareKlok(NU), wie, { ...AKTE, hash: 'b'.repeat(64) }),
    leesKlassen(db, zetbareKlok(Temporal.Instant.from('2026-09-01T07:59:59Z')), wie, AKTE),
    leesKlassen(db, zetbareKlok(NU), wie, { ...AKTE, sinds: Temporal.Instant.from('2026-09-01T08:00:01Z') }),
  ]);
  expect([nu, ander, vroeger, later].map((klassen) => klassen?.length)).toEqual([4, 0, 0, 0]);
  expect(aantal()).toBe(1);
});

test('agreements are looked up by the school of the pupil, also while nothing is known of how many there are', async () => {
  const vraag = jest.spyOn(database.db, 'executeQuery');
  await leesKlassen(database.db, zetbareKlok(NU), LEERLINGEN[0] ?? '', AKTE);
  const opdracht = vraag.mock.lastCall?.[0] as CompiledQuery;
  const plan = await database.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    return sql<{ 'QUERY PLAN': string }>`explain (generic_plan) ${sql.raw(opdracht.sql)}`.execute(trx);
  });
  const regels = plan.rows.map((rij) => rij['QUERY PLAN']);
  const akkoord = regels.findIndex((regel) => regel.includes(' on akkoordverklaringen a'));
  expect(regels[akkoord + 1]).toMatch(/Index Cond: .*instellingsnummer = k.instellingsnummer/);
});
