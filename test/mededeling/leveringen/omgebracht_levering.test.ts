import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesLeveringen } from '../../../src/mededeling/leveringen/rij/lees_leveringen.ts';
import { isVrij } from '../../../src/mededeling/leveringen/rij/leveringsslot.ts';
import { totHetWachtOp } from '../../opzet/database/slot.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij, ombrengen } from '../../opzet/server/leerid.ts';
import { wachtTot } from '../../opzet/wachten.ts';
import { bestandenIn, dataIn, nieuweMap, sha256 } from './werkplaats.ts';

/** kill -9 of a command in each of its steps: no half file that passes for whole, and no row that tells too much. */

let idp: Idp;
let map: string;
let dag = 0;
beforeAll(async () => {
  idp = await startIdp();
  map = await nieuweMap();
});
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});
beforeEach(() => {
  idp.klok.zet(Temporal.Instant.from('2026-11-23T09:00:00Z').add({ hours: 24 * dag++ }));
});

const MAAK = [
  ...['levering', 'maak', '--protocol', 'vlaamse-toetsen', '--ontvanger', 'leverancier-toetsplatform'],
  ...['--naam', 'toetsronde'],
];
const naarMap = () => [...MAAK, '--naar', map];
const laatste = async () => (await leesLeveringen(idp.db, 1))[0];
const inLog = async (id = '') =>
  (await sql`select from privacylog where levering_id = ${id}`.execute(idp.db)).rows.length;

/** Kills the command while it waits for this table. */
async function brengOmBij(tabel: string, opdracht: readonly string[]): Promise<void> {
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table ${sql.table(tabel)} in share mode`.execute(trx);
    await ombrengen(idp, opdracht, () => totHetWachtOp(idp.db, tabel));
  });
  const rij = await laatste();
  // What it asked of PostgreSQL is over once its lock is free.
  if (rij) await wachtTot('the lock is free', () => idp.db.transaction().execute((trx) => isVrij(trx, rij.id)));
}

test('before it opened a delivery: there is none, and nothing left', async () => {
  await brengOmBij('leveringen', naarMap());
  expect(await bestandenIn(map)).toEqual([]);
  expect(leeridBij(idp, ...naarMap())).toMatchObject({ status: 0 });
});

test('while it fills one: the next run closes it and begins anew; the rows of the log stay and name it', async () => {
  await brengOmBij('leveringdelen', naarMap());
  const half = await laatste();
  expect(half).toMatchObject({ klaar_op: null, gesloten_op: null });
  const rijen = await inLog(half?.id);
  expect(rijen).toBeGreaterThan(0);
  expect(leeridBij(idp, 'levering', 'geef', half?.id ?? '', '--naar', map)).toMatchObject({ status: 1 });
  expect(leeridBij(idp, ...naarMap())).toMatchObject({ status: 0 });
  const heel = await laatste();
  expect(heel?.id).not.toBe(half?.id);
  expect(
    await idp.db
      .selectFrom('leveringen')
      .select('gesloten_reden')
      .where('id', '=', half?.id ?? '')
      .execute(),
  ).toEqual([{ gesloten_reden: 'afgebroken' }]);
  expect([await inLog(half?.id), await inLog(heel?.id)]).toEqual([rijen, rijen]);
});

test('while it counts: a delivery that is not counted is not whole', async () => {
  await brengOmBij('leveringhandelingen', MAAK);
  expect(await laatste()).toMatchObject({ klaar_op: null, sha256: null });
  await idp.ververs();
  expect(leeridBij(idp, ...MAAK)).toMatchObject({ status: 0 });
});

test('while it gives one: no file has its name, and the next time the leftovers go', async () => {
  expect(leeridBij(idp, ...MAAK)).toMatchObject({ status: 0 });
  const { id = '', sha256: hash } = (await laatste()) ?? {};
  const voor = await bestandenIn(map);
  await brengOmBij('leveringhandelingen', ['levering', 'geef', id, '--naar', map]);
  expect((await bestandenIn(map)).filter((naam) => !voor.includes(naam))).toEqual([`levering-${id}.ndjson.onaf`]);
  expect(await laatste()).toMatchObject({ uitgereikt_op: null });
  expect(leeridBij(idp, 'levering', 'geef', id, '--naar', map)).toMatchObject({ status: 0 });
  expect((await bestandenIn(map)).filter((naam) => naam.includes(id))).toEqual([
    `levering-${id}.manifest.json`,
    `levering-${id}.ndjson`,
  ]);
  expect(sha256(await dataIn(map, id))).toBe(hash);
});

test('where the manifest can not be written, the data are whole and known to be given, without a manifest', async () => {
  const { id = '', sha256: hash } = (await laatste()) ?? {};
  const plaats = join(map, `levering-${id}.manifest.json`);
  await rm(plaats);
  await mkdir(plaats);
  expect(leeridBij(idp, 'levering', 'geef', id, '--naar', map)).toMatchObject({ status: 1 });
  expect(sha256(await dataIn(map, id))).toBe(hash);
  expect((await laatste())?.uitgereikt_op).not.toBeNull();
  await rmdir(plaats);
  expect(leeridBij(idp, 'levering', 'geef', id, '--naar', map)).toMatchObject({ status: 0 });
  expect((await bestandenIn(map)).filter((naam) => naam.endsWith('.onaf'))).toEqual([]);
});

test('two at once in two processes: one makes it, and the other is told', async () => {
  const uitkomsten = await idp.db.transaction().execute(async (trx) => {
    await sql`lock table leveringdelen in share mode`.execute(trx);
    return brengEenOmTerwijl(() => leeridBij(idp, ...MAAK));
  });
  expect(uitkomsten).toMatchObject({ status: 1, stdout: expect.stringMatching('levering_bestaat') });
});

async function brengEenOmTerwijl<T>(doe: () => T): Promise<T> {
  let gedaan: T | undefined;
  await ombrengen(idp, MAAK, async () => {
    await totHetWachtOp(idp.db, 'leveringdelen');
    gedaan = doe();
  });
  return gedaan as T;
}
