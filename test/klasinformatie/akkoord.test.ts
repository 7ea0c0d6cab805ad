import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesAkkoorden, stopAkkoord, verklaarAkkoord } from '../../src/klasinformatie/akkoord.ts';
import type { Bevoegde } from '../../src/wie/index.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** What a school says about class information (S2 art. 9 and 12): the proof stays, and one word counts. */

const AKTE = { protocol: 'klasinformatie', hash: 'a'.repeat(64), sinds: Temporal.Instant.from('2024-07-17T14:01:01Z') };
const NIEUWE_TEKST = { ...AKTE, hash: 'b'.repeat(64) };
const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');
const LATER = NU.add({ hours: 1 });

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`insert into scholen (instellingsnummer, naam, erkend) values
    ('990001', 'De Linde', true), ('990002', 'De Eik', true), ('990003', 'De Wilg', false)`.execute(database.db);
});
afterAll(() => database.weg());
beforeEach(async () => {
  await sql`truncate akkoordverklaringen`.execute(database.db);
});

const verklaar = (school: string, akte = AKTE, nu = NU) =>
  verklaarAkkoord(
    database.db,
    akte,
    { instellingsnummer: school, door: 'leerid_databeheerder', bewijsstuk: 'brief 12' },
    nu,
  );
const stop = (school: string, nu = LATER, door: Bevoegde<'klassen_stoppen'> = 'schoolbestuur') =>
  stopAkkoord(database.db, AKTE.protocol, { instellingsnummer: school, door }, nu);

async function stand(school?: string) {
  const akkoorden = await leesAkkoorden(database.db, AKTE.protocol, school);
  return akkoorden.map(
    ({ instellingsnummer, protocol_hash, gestopt_op }) =>
      `${instellingsnummer} ${protocol_hash[0]} ${gestopt_op ? 'gestopt' : 'open'}`,
  );
}

describe('a declaration', () => {
  test('is of one school and one text; a second time changes nothing', async () => {
    expect(await verklaar('990001')).toBe('verklaard');
    expect(await verklaar('990001', AKTE, LATER)).toBe('al_verklaard');
    expect(await leesAkkoorden(database.db, AKTE.protocol)).toMatchObject([
      { instellingsnummer: '990001', protocol_hash: AKTE.hash, verklaard_op: NU, door: 'leerid_databeheerder' },
    ]);
  });

  test('a school that the register does not know, or that is not recognised, can make none', async () => {
    expect(await verklaar('990009')).toBe('school_onbekend');
    expect(await verklaar('990003')).toBe('school_niet_erkend');
    expect(await stand()).toEqual([]);
  });

  test('before the moment of the last signature there is nothing to agree with, and what was said stays', async () => {
    const vanavond = { ...NIEUWE_TEKST, sinds: LATER };
    await verklaar('990001');
    expect(await verklaar('990001', vanavond, LATER.subtract({ seconds: 1 }))).toBe('voor_handtekening');
    expect(await stand('990001')).toEqual(['990001 a open']);
    expect(await verklaar('990001', vanavond, LATER)).toBe('verklaard');
  });

  test('agreeing with another text ends the former, and stays after it', async () => {
    await verklaar('990001');
    await verklaar('990002');
    expect(await verklaar('990001', NIEUWE_TEKST, LATER)).toBe('verklaard');
    expect(await stand('990001')).toEqual(['990001 b open', '990001 a gestopt']);
    expect(await stand()).toEqual(['990001 b open', '990002 a open']);
  });

  test('what it said before the text was signed counts for nothing, and is said anew', async () => {
    await verklaar('990001');
    const opnieuw = { ...AKTE, sinds: NU.add({ seconds: 1 }) };
    expect(await verklaar('990001', opnieuw, LATER)).toBe('verklaard');
    expect(await stand('990001')).toEqual(['990001 a open', '990001 a gestopt']);
    expect(await verklaar('990001', opnieuw, LATER)).toBe('al_verklaard');
    expect(await verklaar('990001', { ...AKTE, sinds: LATER }, LATER)).toBe('al_verklaard');
  });

  test('two at once make one', async () => {
    let antwoorden: Promise<string[]> = Promise.resolve([]);
    await database.db.transaction().execute(async (trx) => {
      await sql`lock akkoordverklaringen in exclusive mode`.execute(trx);
      antwoorden = Promise.all([verklaar('990001'), verklaar('990001'), verklaar('990001')]);
      await totHetWacht(database.db, 3);
    });
    expect((await antwoorden).toSorted()).toEqual(['al_verklaard', 'al_verklaard', 'verklaard']);
    expect(await stand('990001')).toEqual(['990001 a open']);
  });
});

describe('a stop', () => {
  test('is of that school alone, and a new agreement is another row', async () => {
    await verklaar('990001');
    await verklaar('990002');
    expect(await stop('990001')).toBe(true);
    expect(await stop('990001')).toBe(false);
    expect(await stand()).toEqual(['990001 a gestopt', '990002 a open']);
    expect(await verklaar('990001', AKTE, LATER.add({ minutes: 1 }))).toBe('verklaard');
    expect(await stand('990001')).toEqual(['990001 a open', '990001 a gestopt']);
  });

  test.each(['leerid_databeheerder', 'schoolbestuur'] as const)('comes from either who may: %s', async (door) => {
    await verklaar('990001');
    expect(await stop('990001', LATER, door)).toBe(true);
    expect(await leesAkkoorden(database.db, AKTE.protocol)).toMatchObject([{ gestopt_door: door }]);
  });

  test('needs no recognition, no act and no reason, and a clock that is behind does not hold it up', async () => {
    await verklaar('990002');
    await sql`update scholen set erkend = false where instellingsnummer = '990002'`.execute(database.db);
    expect(await stop('990002', NU.subtract({ seconds: 5 }))).toBe(true);
    await sql`update scholen set erkend = true where instellingsnummer = '990002'`.execute(database.db);
    expect(await leesAkkoorden(database.db, AKTE.protocol)).toMatchObject([
      { gestopt_op: NU, gestopt_door: 'schoolbestuur', gestopt_reden: null },
    ]);
  });

  test('that comes while the school’s next agreement is not yet a fact ends that one too', async () => {
    await verklaar('990001');
    await sql`
      create function wacht() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(1); return new; end';
      create trigger wacht before insert on akkoordverklaringen for each row execute function wacht()`.execute(
      database.db,
    );
    let nieuw: Promise<string> | undefined;
    let gestopt: Promise<boolean> | undefined;
    await database.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(1)`.execute(trx);
      nieuw = verklaar('990001', NIEUWE_TEKST, LATER);
      await totHetWacht(database.db, 1);
      gestopt = stop('990001', LATER.add({ minutes: 1 }));
      await totHetWacht(database.db, 2);
    });
    await sql`drop function wacht cascade`.execute(database.db);
    expect([await nieuw, await gestopt]).toEqual(['verklaard', true]);
    expect(await stand('990001')).toEqual(['990001 b gestopt', '990001 a gestopt']);
  });

  test('does not wait for a load that holds the school', async () => {
    await verklaar('990001');
    await database.db.transaction().execute(async (trx) => {
      await sql`update scholen set naam = naam where instellingsnummer = '990001'`.execute(trx);
      expect(await stop('990001')).toBe(true);
    });
  });
});

describe('the database keeps what was said', () => {
  const weigert = (opdracht: string) => expect(sql.raw(opdracht).execute(database.db)).rejects.toThrow();

  test('nothing is changed, removed, or taken back', async () => {
    await verklaar('990001');
    await weigert("update akkoordverklaringen set protocol_hash = repeat('c', 64)");
    await weigert('update akkoordverklaringen set verklaard_op = now()');
    await weigert("update akkoordverklaringen set instellingsnummer = '990002'");
    await weigert('delete from akkoordverklaringen');
    await stop('990001');
    await weigert('update akkoordverklaringen set gestopt_op = null, gestopt_door = null');
    await weigert("update akkoordverklaringen set gestopt_reden = 'anders'");
    await weigert('delete from akkoordverklaringen');
  });

  test.each([
    ['a second open one', "'990001', now(), 'leerid_databeheerder', 'x', null, null"],
    ['somebody who may not speak for a school', "'990002', now(), 'leerid_beheerder', 'x', null, null"],
    ['a board that starts what the databeheerder alone may start', "'990002', now(), 'schoolbestuur', 'x', null, null"],
    ['a school that does not exist', "'990009', now(), 'leerid_databeheerder', 'x', null, null"],
    ['no proof', "'990002', now(), 'leerid_databeheerder', '', null, null"],
    ['a stop by nobody', "'990002', now(), 'leerid_databeheerder', 'x', now(), null"],
    ['a stop before it', "'990002', now(), 'leerid_databeheerder', 'x', now() - interval '1 day', 'schoolbestuur'"],
  ])('and takes no nonsense: %s', async (_wat, waarden) => {
    await verklaar('990001');
    await weigert(`insert into akkoordverklaringen
      (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk, gestopt_op, gestopt_door)
      values ('klasinformatie', repeat('a', 64), ${waarden})`);
  });
});
