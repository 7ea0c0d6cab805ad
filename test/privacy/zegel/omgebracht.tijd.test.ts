import { expect, test } from '@jest/globals';
import { eisHeelLog } from '../../opzet/database/logboom.ts';
import { Ombrenger } from './ombrenger.ts';

/** A node is killed twenty times under load, together with whoever seals, and PostgreSQL five times. */

test('after each of them, every answer with data has its row, and the log is whole', async () => {
  await using leerid = await Ombrenger.start();
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

test('a PostgreSQL that says too early that a row is kept loses one, and that is seen', async () => {
  await using leerid = await Ombrenger.start({ duurzaam: false });
  await leerid.totAntwoorden(60);
  await leerid.brengPostgresOm();
  expect(await leerid.zonderRij()).not.toEqual([]);
}, 120_000);
