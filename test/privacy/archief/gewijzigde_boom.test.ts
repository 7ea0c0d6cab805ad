import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { bladhash } from '../../../src/privacy/boom/blad.ts';
import { laatGroeien } from '../../../src/privacy/boom/groei.ts';
import type { Tegel } from '../../../src/privacy/boom/tegel.ts';
import { leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { type Archieflog, maakArchieflog } from '../../opzet/database/archieflog.ts';

/**
 * An owner of the tables changes a row, and the tree after it. That month stays where it is: what he wrote must not
 * leave the database as what was sealed.
 */

let log: Archieflog;
beforeEach(async () => {
  log = await maakArchieflog();
  await log.vul(['2026-04', 600]);
  await log.vul(['2026-11', 70]);
  for (const tabel of ['privacylog', 'privacylogtegels', 'privacylogcheckpoints'])
    await sql`alter table ${sql.table(tabel)} disable trigger user`.execute(log.db);
});
afterEach(() => log.weg());

async function wijzigRij(): Promise<void> {
  await sql`update privacylog set client_id = 'ander'
    where volgnummer = (select volgnummers[7] from privacylogtegels where niveau = 0 and nummer = 1)`.execute(log.db);
}

async function herreken() {
  const bladen = (await log.teksten()).map((tekst) => bladhash(Buffer.from(tekst)));
  return laatGroeien(0, () => undefined, bladen);
}

async function schrijf(tegels: readonly Tegel[]): Promise<void> {
  for (const { niveau, nummer, hashes } of tegels)
    await log.db
      .updateTable('privacylogtegels')
      .set({ hashes })
      .where('niveau', '=', niveau)
      .where('nummer', '=', nummer)
      .execute();
}

async function vervangCheckpoint(wortel: Buffer): Promise<void> {
  const laatste = await leesLaatsteCheckpoint(log.db);
  if (!laatste) throw new Error('no checkpoint');
  const notitie = laatste.notitie.replace(laatste.wortel.toString('base64'), wortel.toString('base64'));
  await log.db
    .updateTable('privacylogcheckpoints')
    .set({ wortel, notitie })
    .where('omvang', '=', laatste.omvang)
    .execute();
}

test.each<[string, () => Promise<void>]>([
  [
    'the tile of its leaf',
    async () => {
      await wijzigRij();
      await schrijf((await herreken()).tegels.filter(({ niveau, nummer }) => niveau === 0 && nummer === 1));
    },
  ],
  [
    'all tiles',
    async () => {
      await wijzigRij();
      await schrijf((await herreken()).tegels);
    },
  ],
  [
    'all tiles and the last checkpoint, under its old signature',
    async () => {
      await wijzigRij();
      const { tegels, wortel } = await herreken();
      await schrijf(tegels);
      await vervangCheckpoint(wortel);
    },
  ],
])('%s', async (_wat, doe) => {
  await doe();
  await expect(log.archiveer()).rejects.toMatchObject({ code: 'boom_gewijzigd' });
  expect(await log.teksten()).toHaveLength(670);
  expect(await readdir(log.map)).toEqual([]);
});

test('a file that was written before the tree was changed is not taken for sealed either', async () => {
  const lezer = await log.db.startTransaction().execute();
  await sql`select count(*) from privacylog`.execute(lezer);
  await expect(log.archiveer()).rejects.toMatchObject({ code: 'bezet' });
  await lezer.rollback().execute();
  const [{ hashes } = { hashes: Buffer.alloc(0) }] = await log.db
    .selectFrom('privacylogtegels')
    .select('hashes')
    .where('niveau', '=', 1)
    .execute();
  hashes[0] = (hashes[0] ?? 0) ^ 1;
  await schrijf([{ niveau: 1, nummer: 0, hashes }]);
  await expect(log.archiveer()).rejects.toMatchObject({ code: 'boom_gewijzigd' });
  expect(await log.teksten()).toHaveLength(670);
});
