import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesAkkoorden, stopAkkoord, verklaarAkkoord } from '../../src/klasinformatie/akkoord.ts';
import { leesKlassen } from '../../src/klasinformatie/klas.ts';
import { zetbareKlok } from '../../src/klok.ts';
import type { Protocol } from '../../src/protocol/index.ts';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/**
 * What a board declared before only the LeerID-databeheerder could declare. It stays as proof, and prevents
 * nothing.
 */

const TEKST = {
  protocol: 'klasinformatie',
  hash: 'a'.repeat(64),
  sinds: Temporal.Instant.from('2026-01-01T00:00:00Z'),
};
const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');
const LEERLING = randomUUID();
const VERVANGEN = { gestopt_door: 'leerid_databeheerder', gestopt_reden: 'vervangen door een nieuw akkoord' };

let db: Database;
beforeAll(async () => {
  const oud = await maakOudeDatabase('032');
  db = oud.db;
  await sql`insert into scholen (instellingsnummer, naam, erkend)
    values ('990001', 'De Linde', true), ('990002', 'De Eik', true)`.execute(db);
  await sql`insert into akkoordverklaringen (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk)
    select 'klasinformatie', ${TEKST.hash}, instellingsnummer, '2026-09-01T08:00:00Z', 'schoolbestuur', 'brief 12'
    from scholen`.execute(db);
  await sql`insert into leerlingen (id, voornaam, naam) values (${LEERLING}, 'Noor', 'Proef')`.execute(db);
  await sql`insert into klassen (instellingsnummer, schooljaar, klas) values ('990001', 2026, '3A')`.execute(db);
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van) select ${LEERLING}, id, '2026-09-01' from klassen`.execute(
    db,
  );
  await oud.migreer();
});
afterAll(() => db.destroy());

const akkoorden = (school: string) => leesAkkoorden(db, TEKST.protocol, school);
const klassen = async () => {
  const akte = {
    protocol: { protocol: TEKST.protocol } as Protocol,
    hash: TEKST.hash,
    sinds: NU.subtract({ hours: 9999 }),
  };
  return (await leesKlassen(db, zetbareKlok(NU), LEERLING, akte)).map(({ klas }) => klas);
};

test('it is stopped as any other', async () => {
  const wie = { instellingsnummer: '990002', door: 'schoolbestuur' } as const;
  expect(await stopAkkoord(db, TEKST.protocol, wie, NU)).toBe(true);
  expect(await akkoorden('990002')).toMatchObject([{ door: 'schoolbestuur', gestopt_door: 'schoolbestuur' }]);
});

test('no class leaves by it; with the same text the databeheerder agrees anew, which ends it', async () => {
  expect(await klassen()).toEqual([]);
  const wie = { instellingsnummer: '990001', door: 'leerid_databeheerder', bewijsstuk: 'brief 13' } as const;
  expect(await verklaarAkkoord(db, TEKST, wie, NU)).toBe('verklaard');
  expect(await klassen()).toEqual(['3A']);
  expect(await akkoorden('990001')).toMatchObject([
    { door: 'leerid_databeheerder', gestopt_op: null },
    { door: 'schoolbestuur', ...VERVANGEN },
  ]);
});
