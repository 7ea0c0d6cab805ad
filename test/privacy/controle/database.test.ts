import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Bevinding } from '../../../src/privacy/controle/bevinding.ts';
import { databasebron } from '../../../src/privacy/controle/database/databasebron.ts';
import { leesOnverzegeld } from '../../../src/privacy/controle/database/logrijen.ts';
import type { Wortelvraag } from '../../../src/privacy/controle/werk/werkverdeling.ts';
import { leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import type { Database } from '../../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { ORIGIN, oordeelOver } from './proeflog.ts';
import { leesNummers, leesVkeys, vulVerzegeldLog } from './verzegeld_log.ts';

/** The owner of the database changes the log, with every trigger off, and the check in the database names the row. */

const NU = Temporal.Instant.from('2026-11-30T12:00:00Z');
const OMVANG = 600;

let database: Testdatabase;
/** The numbers of the rows, by place. */
let nummers: number[];
beforeAll(async () => {
  database = await maakTestdatabase();
  const { db } = database;
  for (const maand of ['2026-10-01', '2026-11-01', '2026-12-01'])
    await sql`select maak_partitie('privacylog', ${maand}::date, (${maand}::date + interval '1 month')::date)`
      .execute(db)
      .catch(() => {}); // Some are there already.
  const momenten = ['2026-10-23T09:00:00Z', '2026-11-23T09:00:00Z', '2026-12-23T09:00:00Z'];
  await vulVerzegeldLog(db, { nu: () => NU }, OMVANG / 3, momenten);
  nummers = await leesNummers(db);
});
afterAll(() => database.weg());

const nummerOp = (plaats: number) => nummers[plaats] as number;

async function controleer(db: Database, bewaard: readonly Wortelvraag[] = []): Promise<Bevinding[]> {
  const laatste = await leesLaatsteCheckpoint(db);
  if (!laatste) throw new Error('er is niets verzegeld');
  const { omvang } = laatste;
  const sleutels = await leesVkeys(db);
  const bron = databasebron({
    log: db,
    dienst: db,
    laatste,
    omslag: { origin: ORIGIN, omvang, rijen: [{ van: 0, tot: omvang }], gewist: [], gemaakt_op: NU.toString() },
    async *archief() {},
  });
  const { bevindingen } = await oordeelOver(bron, { sleutels: sleutels.map((vkey) => ({ vkey })), bewaard });
  return bevindingen;
}

/** What is found after an attack, which is undone afterwards. */
async function naAanval(
  doe: (trx: Database) => Promise<unknown>,
  bewaard: readonly Wortelvraag[] = [],
): Promise<Bevinding[]> {
  let gevonden: Bevinding[] = [];
  const terug = new Error('undo');
  await database.db
    .transaction()
    .execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await doe(trx);
      gevonden = await controleer(trx, bewaard);
      throw terug;
    })
    .catch((fout) => {
      if (fout !== terug) throw fout;
    });
  return gevonden;
}

test('nobody touched it', async () => {
  expect(await controleer(database.db)).toEqual([]);
  expect(nummers).toHaveLength(OMVANG);
});

describe('rows', () => {
  const AANVALLEN: [wat: string, doe: (trx: Database) => Promise<unknown>, eerste: () => object][] = [
    [
      'edited',
      (trx) => sql`update privacylog set client_id = 'ander' where volgnummer = ${nummerOp(400)}`.execute(trx),
      () => ({ code: 'rij_gewijzigd', plaats: 400, rij: { volgnummer: nummerOp(400) } }),
    ],
    [
      'moved to the same moment before Christ, by who took the check of the table away',
      async (trx) => {
        await sql`alter table privacylog drop constraint if exists moment_van_deze_eeuw`.execute(trx);
        await sql`update privacylog set tijdstip = (to_char(tijdstip at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' UTC BC')::timestamptz
          where volgnummer = ${nummerOp(50)}`.execute(trx);
      },
      () => ({ code: 'rij_gewijzigd', plaats: 50, rij: { volgnummer: nummerOp(50) } }),
    ],
    [
      'deleted',
      (trx) => sql`delete from privacylog where volgnummer = ${nummerOp(123)}`.execute(trx),
      () => ({ code: 'rij_verwijderd', plaats: 123, rij: { volgnummer: nummerOp(123) } }),
    ],
    [
      'inserted under a number that was sealed',
      (trx) =>
        sql`insert into privacylog (volgnummer, tijdstip, wie_soort, wie_id, hoedanigheid, doel, stroom, gegevens, artikelen, aanleiding)
          select volgnummer, tijdstip, 'operator', 'x', 'operator', 'toezicht', null, '{naam}', '{}', 'opzoeking'
          from privacylog where volgnummer = ${nummerOp(300)}`.execute(trx),
      () => ({ code: 'rij_ingevoegd', plaats: 300, rij: { volgnummer: nummerOp(300) } }),
    ],
    [
      'inserted under a number before all others',
      (trx) =>
        sql`insert into privacylog (volgnummer, tijdstip, wie_soort, wie_id, hoedanigheid, doel, stroom, gegevens, artikelen, aanleiding)
          values (-5, '2026-11-01T00:00:00Z', 'operator', 'x', 'operator', 'toezicht', null, '{naam}', '{}', 'opzoeking')`.execute(
          trx,
        ),
      () => ({ code: 'rij_ingevoegd', plaats: 0, rij: { volgnummer: -5 } }),
    ],
    [
      'inserted under a number that the sequence never gave, at no moment at all',
      async (trx) => {
        await sql`alter table privacylog drop constraint moment_van_deze_eeuw`.execute(trx);
        await sql`insert into privacylog (volgnummer, tijdstip, wie_soort, wie_id, hoedanigheid, doel, stroom, gegevens, artikelen, aanleiding)
          values (9000000000000000000, 'infinity', 'operator', 'x', 'operator', 'toezicht', null, '{naam}', '{}', 'opzoeking')`.execute(
          trx,
        );
        expect(await leesOnverzegeld(trx, nummerOp(OMVANG - 1))).toEqual({ aantal: 1, oudste: null });
      },
      () => ({ code: 'rij_ingevoegd', plaats: OMVANG, wat: 'volgnummer 9000000000000000000' }),
    ],
    [
      'two numbers swapped',
      (trx) =>
        sql`update privacylog set volgnummer = ${nummerOp(400) + nummerOp(403)} - volgnummer
          where volgnummer in (${nummerOp(400)}, ${nummerOp(403)})`.execute(trx),
      () => ({ code: 'rij_gewijzigd', plaats: 400, aantal: 2 }),
    ],
    [
      'the tail cut',
      (trx) => sql`delete from privacylog where volgnummer >= ${nummerOp(590)}`.execute(trx),
      () => ({ code: 'staart_weg', plaats: 590, aantal: 10 }),
    ],
    [
      'a month gone',
      (trx) => sql`drop table privacylog_20261101`.execute(trx),
      () => ({ code: 'rij_verwijderd', plaats: 200, rij: { volgnummer: nummerOp(200) } }),
    ],
  ];
  test.each(AANVALLEN)('%s', async (_wat, doe, eerste) => {
    expect((await naAanval(doe))[0]).toMatchObject(eerste());
  });
});

test('a month replaced by a copy in which one row is another one', async () => {
  const [eerste] = await naAanval(async (trx) => {
    await sql`alter table privacylog detach partition privacylog_20261101`.execute(trx);
    await sql`alter table privacylog_20261101 rename to weg`.execute(trx);
    await sql`create table privacylog_20261101 (like weg including all)`.execute(trx);
    await sql`insert into privacylog_20261101 select * from weg`.execute(trx);
    await sql`update privacylog_20261101 set gegevens = '{naam}' where volgnummer = ${nummerOp(250)}`.execute(trx);
    await sql`alter table privacylog attach partition privacylog_20261101
      for values from ('2026-11-01T00:00:00Z') to ('2026-12-01T00:00:00Z')`.execute(trx);
  });
  expect(eerste).toMatchObject({ code: 'rij_gewijzigd', plaats: 250, rij: { volgnummer: nummerOp(250) } });
});

test('two months swapped', async () => {
  const gevonden = await naAanval(async (trx) => {
    await sql`alter table privacylog_20261001 rename to tussen`.execute(trx);
    await sql`alter table privacylog_20261101 rename to privacylog_20261001`.execute(trx);
    await sql`alter table tussen rename to privacylog_20261101`.execute(trx);
  });
  expect(gevonden).toEqual([
    { code: 'maand_verwisseld', wat: 'tabel privacylog_20261001' },
    { code: 'maand_verwisseld', wat: 'tabel privacylog_20261101' },
  ]);
});

describe('the tree', () => {
  test('a hash changed', async () => {
    const gevonden = await naAanval((trx) =>
      sql`update privacylogtegels set hashes = overlay(hashes placing ${Buffer.alloc(32, 7)} from 33) where (niveau, nummer) = (0, 1)`.execute(
        trx,
      ),
    );
    expect(gevonden[0]).toMatchObject({ code: 'rij_gewijzigd', plaats: 257, rij: { volgnummer: nummerOp(257) } });
  });

  test('a tile cut off', async () => {
    const gevonden = await naAanval((trx) =>
      sql`update privacylogtegels set hashes = substr(hashes, 1, 320), volgnummers = volgnummers[:10] where (niveau, nummer) = (0, 2)`.execute(
        trx,
      ),
    );
    expect(gevonden).toMatchObject([{ code: 'staart_weg', plaats: 522, wat: expect.stringContaining('0/002') }]);
  });

  test('the numbers of two rows swapped in a tile', async () => {
    const gevonden = await naAanval((trx) =>
      sql`update privacylogtegels set volgnummers[11] = volgnummers[12], volgnummers[12] = volgnummers[11] where (niveau, nummer) = (0, 0)`.execute(
        trx,
      ),
    );
    expect(gevonden[0]).toMatchObject({ plaats: 10 });
  });

  test('the last checkpoint gone, with the tiles still there', async () => {
    const gevonden = await naAanval((trx) => sql`delete from privacylogcheckpoints where omvang > 400`.execute(trx));
    expect(gevonden).toEqual([{ code: 'einde_zonder_checkpoint', plaats: 400, tot_plaats: OMVANG - 1 }]);
  });

  test('rows, tiles and checkpoints of the end gone: only a checkpoint that somebody kept tells it', async () => {
    const notitie = (await leesLaatsteCheckpoint(database.db))?.notitie ?? '';
    const knip = async (trx: Database) => {
      await sql`delete from privacylogcheckpoints where omvang > 400`.execute(trx);
      await sql`delete from privacylog where volgnummer >= ${nummerOp(400)}`.execute(trx);
      await sql`delete from privacylogtegels where (niveau, nummer) = (0, 2)`.execute(trx);
      await sql`update privacylogtegels set hashes = substr(hashes, 1, 32 * 144), volgnummers = volgnummers[:144]
        where (niveau, nummer) = (0, 1)`.execute(trx);
      await sql`update privacylogtegels set hashes = substr(hashes, 1, 32) where niveau = 1`.execute(trx);
    };
    expect(await naAanval(knip)).toEqual([]);
    const bewaard = [{ omvang: OMVANG, bewaarder: 'getuigenis', regel: { notitie } }];
    expect(await naAanval(knip, bewaard)).toMatchObject([{ code: 'staart_weg', omvang: OMVANG, wat: 'getuigenis' }]);
  });

  test('a checkpoint replaced', async () => {
    const gevonden = await naAanval((trx) =>
      sql`update privacylogcheckpoints set notitie = (select notitie from privacylogcheckpoints where omvang = 200) where omvang = 400`.execute(
        trx,
      ),
    );
    expect(gevonden).toMatchObject([{ code: 'checkpoints_niet_in_volgorde', omvang: 200 }]);
  });
});
