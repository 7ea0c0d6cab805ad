import { expect, test } from '@jest/globals';
import { eisHeelLog } from '../../opzet/database/logboom.ts';
import { Ombrenger } from './ombrenger.ts';

/**
 * A node, whoever seals, and PostgreSQL are killed under load. `omgebracht.tijd.test.ts` does it more often.
 */

test('whatever is killed, every answer with data has its row, and the log is whole', async () => {
  await using leerid = await Ombrenger.start();
  await leerid.totAntwoorden(60);
  await leerid.brengNodesOm();
  await leerid.totAntwoorden(37);
  await leerid.brengPostgresOm();
  await leerid.totAntwoorden(23);
  await leerid.brengNodesOm();
  await leerid.totAntwoorden(11);
  await leerid.rondAf();
  expect(await leerid.zonderRij()).toEqual([]);
  await eisHeelLog(leerid.db, leerid.origin);
}, 120_000);
