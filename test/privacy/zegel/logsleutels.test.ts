import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type GelezenCheckpoint, leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { beoordeelCheckpoint } from '../../../src/privacy/controle/checkpointoordeel.ts';
import { leesCheckpoints, leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import {
  leesLogsleutels,
  leesTekenaars,
  originVan,
  wisselLogsleutel,
  wisVoorbije,
  zorgVoorLogsleutel,
} from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import type { Database } from '../../../src/store/index.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { terwijlVast } from '../../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';

/** Who signs checkpoints on which day, and which keys are told of. */

const BEGIN = Temporal.Instant.from('2026-11-23T09:00:00Z');
const naDagen = (dagen: number) => BEGIN.add({ hours: 24 * dagen });
const HOOFDSLEUTEL = 'h'.repeat(43);
const ORIGIN = 'leerid.example/privacylog';

let database: Testdatabase;
let db: Database;
beforeEach(async () => {
  database = await maakTestdatabase();
  db = database.db;
  await zorgVoorLogsleutel(db, HOOFDSLEUTEL, ORIGIN, BEGIN);
});
afterEach(() => database.weg());

const vkeys = async () => (await leesLogsleutels(db)).map(({ vkey }) => vkey);

/** Which of these keys sign a checkpoint of this day. */
async function tekenaarsOp(nu: Temporal.Instant): Promise<string[]> {
  await schrijfLogrijen(db, 1);
  await verzegelLog({ db, hoofdsleutel: HOOFDSLEUTEL, nu: () => nu });
  await wisVoorbije(db, nu);
  const { notitie = '' } = (await leesLaatsteCheckpoint(db)) ?? {};
  const gelezen: GelezenCheckpoint = leesCheckpoint(
    notitie,
    (await vkeys()).map((tekst) => leesVkey(tekst) as Vkey),
  );
  expect(gelezen.origin).toBe(ORIGIN);
  return gelezen.handtekeningen.map(({ vkey }) => vkey.tekst);
}

test('the name of a log is where it is served', () => {
  expect(originVan('https://leerid.vlaanderen.be')).toBe('leerid.vlaanderen.be/privacylog');
  expect(originVan('http://localhost:3000')).toBe('localhost:3000/privacylog');
});

test('nodes that start together make one key, and another address makes no other name', async () => {
  const leeg = await maakTestdatabase();
  await Promise.all(Array.from({ length: 5 }, () => zorgVoorLogsleutel(leeg.db, HOOFDSLEUTEL, ORIGIN, BEGIN)));
  await zorgVoorLogsleutel(leeg.db, HOOFDSLEUTEL, 'elders.example/privacylog', BEGIN);
  const sleutels = await leesLogsleutels(leeg.db);
  expect(sleutels).toEqual([{ vkey: expect.stringMatching(/^leerid\.example\/privacylog\+/), van: BEGIN, tot: null }]);
  await leeg.weg();
});

test('the private half is sealed, and a server with another master key does not start', async () => {
  const [{ sleutel }] = await leesTekenaars(db, HOOFDSLEUTEL, BEGIN);
  const { d = '' } = sleutel.export({ format: 'jwk' });
  const { verzegeld } = await db.selectFrom('privacylogsleutels').select('verzegeld').executeTakeFirstOrThrow();
  expect(verzegeld?.includes(Buffer.from(d, 'base64url'))).toBe(false);
  expect(verzegeld?.toString('latin1')).not.toContain(d);
  await expect(zorgVoorLogsleutel(db, 'i'.repeat(43), ORIGIN, BEGIN)).rejects.toThrow(
    'LEERID_MASTER_KEY opent de sleutels van het privacylog in deze database niet',
  );
  await expect(wisselLogsleutel(db, 'i'.repeat(43), BEGIN, false)).rejects.toThrow('LEERID_MASTER_KEY');
  expect(await vkeys()).toHaveLength(1);
});

describe('after a change', () => {
  test('both sign for thirty days; then the old private half is gone, and its public half still told of', async () => {
    expect(await tekenaarsOp(BEGIN)).toEqual(await vkeys());
    await wisselLogsleutel(db, HOOFDSLEUTEL, naDagen(1), false);
    const [oud, nieuw] = await vkeys();
    expect(await tekenaarsOp(naDagen(1))).toEqual([nieuw, oud]);
    expect(await tekenaarsOp(naDagen(31).subtract({ seconds: 1 }))).toEqual([nieuw, oud]);
    expect(await tekenaarsOp(naDagen(31))).toEqual([nieuw]);
    expect(await leesLogsleutels(db)).toEqual([
      { vkey: oud, van: BEGIN, tot: naDagen(31) },
      { vkey: nieuw, van: naDagen(1), tot: null },
    ]);
    const halven = await db.selectFrom('privacylogsleutels').select(['vkey', 'verzegeld']).execute();
    expect(halven.filter(({ verzegeld }) => verzegeld === null)).toEqual([{ vkey: oud, verzegeld: null }]);
  });

  test('a key that leaked signs nothing any more, and neither does one from before it', async () => {
    await wisselLogsleutel(db, HOOFDSLEUTEL, naDagen(1), false);
    await wisselLogsleutel(db, HOOFDSLEUTEL, naDagen(2), true);
    const laatste = (await vkeys()).at(-1);
    expect(await tekenaarsOp(naDagen(2))).toEqual([laatste]);
    const halven = await db
      .selectFrom('privacylogsleutels')
      .select('vkey')
      .where('verzegeld', 'is not', null)
      .execute();
    expect(halven).toEqual([{ vkey: laatste }]);
  });

  test('two operators at once make two changes, one after the other', async () => {
    await Promise.all([naDagen(1), naDagen(1)].map((nu) => wisselLogsleutel(db, HOOFDSLEUTEL, nu, false)));
    const sleutels = await leesLogsleutels(db);
    expect(sleutels).toHaveLength(3);
    expect(sleutels.filter(({ tot }) => tot === null)).toHaveLength(1);
    expect(await tekenaarsOp(naDagen(1))).toHaveLength(3);
  });

  test('a clock that goes back leaves a key that signs', async () => {
    await wisselLogsleutel(db, HOOFDSLEUTEL, naDagen(1), true);
    expect(await tekenaarsOp(BEGIN)).toEqual([(await vkeys()).at(-1)]);
  });
});

describe('clocks that differ, and changes at a bad moment: each checkpoint is within the days of a key that signs it', () => {
  const seconden = (aantal: number) => BEGIN.add({ seconds: aantal });
  const zegel = (op: Database, nu: Temporal.Instant) =>
    verzegelLog({ db: op, hoofdsleutel: HOOFDSLEUTEL, nu: () => nu });
  const rijen = (aantal: number) => schrijfLogrijen(db, aantal);

  afterEach(async () => {
    const sleutels = (await leesLogsleutels(db)).map(({ vkey, van, tot }) => ({
      ...{ vkey: leesVkey(vkey) as Vkey, van: `${van}`, tot: tot ? `${tot}` : undefined },
    }));
    const checkpoints = await leesCheckpoints(db, 0, 100);
    const fouten = checkpoints.map(({ notitie, gezet_op }) => {
      const oordeel = beoordeelCheckpoint({ notitie, gezet_op: `${gezet_op}` }, ORIGIN, { sleutels, getuigen: [] });
      return oordeel.fout;
    });
    expect(fouten).toEqual(checkpoints.map(() => undefined));
    const momenten = checkpoints.map(({ gezet_op }) => gezet_op);
    expect(momenten).toEqual(momenten.toSorted(Temporal.Instant.compare));
    expect(checkpoints.length).toBeGreaterThan(0);
  });

  test('the node that seals is behind the node that made the key', async () => {
    await rijen(1);
    await zegel(db, seconden(-2));
  });

  test('the operator’s machine is ahead, or behind', async () => {
    await wisselLogsleutel(db, HOOFDSLEUTEL, seconden(60), true);
    await rijen(1);
    await zegel(db, seconden(5));
    await rijen(1);
    await zegel(db, seconden(300));
    await wisselLogsleutel(db, HOOFDSLEUTEL, seconden(200), true);
    await wisselLogsleutel(db, HOOFDSLEUTEL, seconden(10), true);
    await rijen(1);
    await zegel(db, seconden(20));
    const halven = await db
      .selectFrom('privacylogsleutels')
      .select('vkey')
      .where('verzegeld', 'is not', null)
      .execute();
    expect(halven).toHaveLength(1);
  });

  test('a key leaks while a long log is sealed: what comes after is signed by the new one alone', async () => {
    await rijen(5000);
    let beurt = 0;
    const transaction = () => ({
      async execute<T>(doe: (trx: Database) => Promise<T>) {
        if (beurt++ === 1) await wisselLogsleutel(db, HOOFDSLEUTEL, seconden(10), true);
        return db.transaction().execute(doe);
      },
    });
    const wisselt = new Proxy(db, {
      get(doel, naam) {
        const waarde = Reflect.get(doel, naam);
        if (naam === 'transaction') return transaction;
        return typeof waarde === 'function' ? waarde.bind(doel) : waarde;
      },
    });
    await zegel(wisselt, seconden(20));
    const [oud, nieuw] = (await vkeys()).map((tekst) => leesVkey(tekst) as Vkey);
    const wie = (await leesCheckpoints(db, 0, 100)).map(({ notitie }) =>
      leesCheckpoint(notitie, [oud, nieuw] as Vkey[]).handtekeningen.map(({ vkey }) => vkey),
    );
    expect(wie).toEqual([[oud], [nieuw]]);
  });

  test('a change waits until the batch that is being sealed is over', async () => {
    await rijen(1);
    const slot = sql`select pg_advisory_xact_lock(hashtext('leerid.privacylogzegel'))`;
    await terwijlVast(
      db,
      slot,
      () => wisselLogsleutel(db, HOOFDSLEUTEL, seconden(10), true),
      async () => expect(await vkeys()).toHaveLength(1),
    );
    expect(await vkeys()).toHaveLength(2);
    await zegel(db, seconden(11));
  });
});
