import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { consistentiebewijs, controleerConsistentie } from '../../../src/privacy/boom/consistentie.ts';
import { controleerInclusie, inclusiebewijs } from '../../../src/privacy/boom/inclusie.ts';
import { leesCheckpoints } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { zorgVoorLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { leesHashesUit, vindPlaats } from '../../../src/privacy/zegel/tegelrijen.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { type Database, openDatabase } from '../../../src/store/index.ts';
import { eisHeelLog, leesLogbladen } from '../../opzet/database/logboom.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';

/** Rows come under checkpoints: all of them, once, in their order, whoever seals and whatever happens meanwhile. */

const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');
const HOOFDSLEUTEL = 'h'.repeat(43);

let database: Testdatabase;
let db: Database;
beforeEach(async () => {
  database = await maakTestdatabase({ opzoeken: true });
  db = database.db;
  await zorgVoorLogsleutel(db, HOOFDSLEUTEL, 'leerid.example/privacylog', NU);
});
afterEach(() => database.weg());

const verzegel = (op = db) => verzegelLog({ db: op, hoofdsleutel: HOOFDSLEUTEL, nu: () => NU });
const leesAlle = () => leesCheckpoints(db, 0, 1000);
const omvangen = async () => (await leesAlle()).map(({ omvang }) => omvang);

const eisHeel = () => eisHeelLog(db, 'leerid.example/privacylog');

test('a log without rows has no checkpoint; one without new rows keeps the last', async () => {
  await verzegel();
  expect(await leesAlle()).toEqual([]);
  await schrijfLogrijen(db, 3);
  await verzegel();
  const [eerste] = await leesAlle();
  await verzegel();
  expect(await leesAlle()).toEqual([eerste]);
  await eisHeel();
});

test('rows of several months come in the order of their numbers, in small steps and in large ones', async () => {
  for (const [aantal, tijdstip] of [
    [1, '2026-11-30T22:59:59Z'],
    [254, '2026-12-01T00:00:00Z'],
    [2, '2026-10-01T00:00:00Z'],
    [300, '2019-01-01T00:00:00Z'],
    [9000, '2026-11-23T09:00:00Z'],
  ] as const) {
    await schrijfLogrijen(db, aantal, tijdstip);
    await verzegel();
  }
  expect(await omvangen()).toEqual([1, 255, 257, 557, 557 + 4096, 557 + 8192, 9557]);
  await eisHeel();
});

test('each row is found at its place, and is proven there', async () => {
  await schrijfLogrijen(db, 700);
  await verzegel();
  await schrijfLogrijen(db, 1);
  const bladen = await leesLogbladen(db);
  const [checkpoint] = await leesAlle();
  for (const plaats of [0, 255, 256, 511, 512, 699]) {
    const { volgnummer, blad } = bladen[plaats] as (typeof bladen)[number];
    expect(await vindPlaats(db, volgnummer)).toBe(plaats);
    const bewijs = await inclusiebewijs(plaats, 700, leesHashesUit(db));
    expect(controleerInclusie({ blad, plaats, omvang: 700, bewijs, wortel: checkpoint?.wortel as Buffer })).toBe(true);
  }
  expect(await vindPlaats(db, bladen.at(-1)?.volgnummer as number)).toBeUndefined();
  expect(await vindPlaats(db, 0)).toBeUndefined();
  await verzegel();
  const [oud, nieuw] = await leesAlle();
  const bewijs = await consistentiebewijs(700, 701, leesHashesUit(db));
  const wortels = { oudeWortel: oud?.wortel as Buffer, nieuweWortel: nieuw?.wortel as Buffer };
  expect(controleerConsistentie({ oud: 700, nieuw: 701, bewijs, ...wortels })).toBe(true);
});

describe('who writes meanwhile', () => {
  test('a row whose transaction is not over is waited for, and nobody seals past it', async () => {
    await schrijfLogrijen(db, 2);
    const { klaar, laatLos } = await houdOpen((trx) => schrijfLogrijen(trx, 1));
    await schrijfLogrijen(db, 2);
    await expect(verzegel()).rejects.toThrow(/opengehouden .* \(pid \d+\)/);
    expect(await leesAlle()).toEqual([]);
    const verzegeling = verzegel();
    laatLos();
    await klaar;
    await verzegeling;
    expect(await omvangen()).toEqual([5]);
    await eisHeel();
  });

  test('a row that comes between the two looks of the sealer is not passed over', async () => {
    await schrijfLogrijen(db, 2);
    let open: Awaited<ReturnType<typeof houdOpen>> | undefined;
    const metSchrijverErtussen = db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (open) return result;
        open = await houdOpen((trx) => schrijfLogrijen(trx, 1));
        await schrijfLogrijen(db, 1);
        return result;
      },
    });
    await Promise.allSettled([verzegel(metSchrijverErtussen)]);
    expect((await omvangen()).filter((omvang) => omvang !== 2)).toEqual([]);
    open?.laatLos();
    await open?.klaar;
    await verzegel();
    expect((await omvangen()).at(-1)).toBe(4);
    await eisHeel();
  });

  test('a row that is taken back is not waited for again, and leaves no place empty', async () => {
    await schrijfLogrijen(db, 2);
    const { klaar, laatLos } = await houdOpen(async (trx) => {
      await schrijfLogrijen(trx, 3);
      await sql`select 1 / 0`.execute(trx);
    });
    laatLos();
    await expect(klaar).rejects.toThrow('division by zero');
    await schrijfLogrijen(db, 2);
    await verzegel();
    expect(await omvangen()).toEqual([4]);
    await eisHeel();
  });

  test('a load of the register, or whatever else writes for long, keeps nothing up', async () => {
    const { klaar, laatLos } = await houdOpen((trx) =>
      sql`insert into leerlingen (voornaam, naam) values ('Proef', 'Persoon')`.execute(trx),
    );
    await schrijfLogrijen(db, 2);
    await verzegel();
    expect(await omvangen()).toEqual([2]);
    laatLos();
    await klaar;
  });

  test('rows that come while the seal looks are left for the next turn, or sealed, and never passed over', async () => {
    const schrijvers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 40; i++) await schrijfLogrijen(db, 3);
    });
    let isGeschreven = false;
    const alles = Promise.all(schrijvers).then(() => {
      isGeschreven = true;
    });
    while (!isGeschreven) await verzegel();
    await alles;
    await verzegel();
    expect((await omvangen()).at(-1)).toBe(480);
    await eisHeel();
  });
});

/** Begins a transaction, and keeps it open. */
async function houdOpen(doe: (trx: Database) => Promise<unknown>) {
  const begonnen = Promise.withResolvers<void>();
  const los = Promise.withResolvers<void>();
  const klaar = db.transaction().execute(async (trx) => {
    try {
      await doe(trx);
    } finally {
      begonnen.resolve();
      await los.promise;
    }
  });
  klaar.catch(() => {});
  await begonnen.promise;
  return { klaar, laatLos: los.resolve };
}

describe('who seals', () => {
  test('several nodes at once make one chain', async () => {
    const nodes = Array.from({ length: 4 }, () => openDatabase(database.url, () => {}, { verbindingen: 1 }));
    for (let i = 0; i < 15; i++) {
      await schrijfLogrijen(db, 37);
      await Promise.all(nodes.map(verzegel));
    }
    await Promise.all(nodes.map((node) => node.destroy()));
    expect(await omvangen()).toEqual(Array.from({ length: 15 }, (_, i) => 37 * (i + 1)));
    await eisHeel();
  });

  test('while one seals, another one leaves it to him', async () => {
    await schrijfLogrijen(db, 3);
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('leerid.privacylogzegel'))`.execute(trx);
      await verzegel();
      expect(await leesAlle()).toEqual([]);
    });
    await verzegel();
    expect(await omvangen()).toEqual([3]);
  });

  test('one that dies in the middle leaves the tree as it was, and the next goes on', async () => {
    await schrijfLogrijen(db, 300);
    await verzegel();
    await schrijfLogrijen(db, 9000);
    await sql`create function sterf() returns trigger language plpgsql as $$ begin
      if new.omvang > 5000 then perform pg_terminate_backend(pg_backend_pid()); end if;
      return new; end $$`.execute(db);
    await sql`create trigger sterf before insert on privacylogcheckpoints for each row execute function sterf()`.execute(
      db,
    );
    await expect(verzegel()).rejects.toThrow();
    expect(await omvangen()).toEqual([300, 4396]);
    await eisHeel();
    await sql`drop trigger sterf on privacylogcheckpoints`.execute(db);
    await verzegel();
    expect(await omvangen()).toEqual([300, 4396, 8492, 9300]);
    await eisHeel();
  });
});

describe('the database itself refuses', () => {
  const wortel = Buffer.alloc(32);
  beforeEach(async () => {
    await schrijfLogrijen(db, 300);
    await verzegel();
  });

  test.each([
    ['a tile with another hash', 'update privacylogtegels set hashes = set_byte(hashes, 0, 256 - get_byte(hashes, 0))'],
    ['a shorter tile', 'update privacylogtegels set hashes = substr(hashes, 1, 32), volgnummers = volgnummers[:1]'],
    ['another row behind a hash', 'update privacylogtegels set volgnummers[1] = 0 where niveau = 0'],
    ['a hash of no row', 'update privacylogtegels set hashes = hashes || hashes where niveau = 0 and nummer = 1'],
    ['a tile less', 'delete from privacylogtegels where niveau = 1'],
    ['no tiles', 'truncate privacylogtegels'],
    ['another checkpoint', "update privacylogcheckpoints set notitie = 'anders'"],
    ['a checkpoint less', 'delete from privacylogcheckpoints'],
    ['no checkpoints', 'truncate privacylogcheckpoints cascade'],
  ])('%s', async (_wat, opdracht) => {
    await expect(sql.raw(opdracht).execute(db)).rejects.toThrow(
      /a tile only gets more|never (changed|removed)|blad_heeft_volgnummer/,
    );
    await eisHeel();
  });

  test.each([
    ['a second first one', { omvang: 500, vorige: null, tot_volgnummer: 500 }],
    ['one after nothing', { omvang: 500, vorige: 77, tot_volgnummer: 500 }],
    ['a smaller one after a larger', { omvang: 200, vorige: 300, tot_volgnummer: 500 }],
    ['one of the same rows', { omvang: 500, vorige: 300, tot_volgnummer: 300 }],
  ])('a checkpoint that forks the log: %s', async (_wat, rij) => {
    const { tot_volgnummer: laatste } = (await leesAlle())[0] as { tot_volgnummer: number };
    const tot_volgnummer = laatste - 300 + rij.tot_volgnummer;
    const poging = db
      .insertInto('privacylogcheckpoints')
      .values({ ...rij, tot_volgnummer, wortel, notitie: 'x', gezet_op: NU.toString() })
      .execute();
    await expect(poging).rejects.toThrow(/privacylogcheckpoints|een_keten/);
  });

  test('two checkpoints after the same one', async () => {
    const zet = (omvang: number) =>
      db
        .insertInto('privacylogcheckpoints')
        .values({ omvang, vorige: 300, tot_volgnummer: 1000 + omvang, wortel, notitie: 'x', gezet_op: NU.toString() })
        .execute();
    await zet(400);
    await expect(zet(401)).rejects.toThrow(/een_keten/);
  });
});
