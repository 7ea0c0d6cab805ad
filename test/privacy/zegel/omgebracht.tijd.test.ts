import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eisHeelLog } from '../../opzet/database/logboom.ts';
import { Ombrenger } from './ombrenger.ts';

/** A node is killed twenty times under load, together with whoever seals, and PostgreSQL five times. */

let leerid: Ombrenger;
beforeAll(async () => {
  leerid = await Ombrenger.start();
}, 60_000);
afterAll(() => leerid.stop());

test('after each of them, every answer with data has its row, and the log is whole', async () => {
  for (let keer = 1; keer <= 20; keer++) {
    // Each time at another moment of the load.
    await leerid.totAntwoorden(20 + ((keer * 13) % 29));
    await leerid.brengNodesOm();
    if (keer % 4 === 0) {
      await leerid.totAntwoorden(20 + ((keer * 7) % 29));
      await leerid.brengPostgresOm();
    }
  }
  await leerid.totAntwoorden(50);
  await leerid.rondAf();
  expect(await leerid.zonderRij()).toEqual([]);
  await eisHeelLog(leerid.db, leerid.origin);
}, 600_000);
