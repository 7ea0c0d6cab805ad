import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/index.ts';
import { isDatabaseWeg } from '../../src/web/index.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';

test('a connection that breaks in use fails its query and is told of; the process and the pool go on', async () => {
  const { url, weg } = await maakTestdatabase();
  const gemeld = new EventEmitter();
  const db = openDatabase(url, () => gemeld.emit('gebroken'));
  const breek = sql`select pg_terminate_backend(pg_backend_pid())`;

  // A transaction continues for a while on a broken connection. A single statement gets the error at once.
  const later = await db
    .transaction()
    .execute(async (trx) => {
      const gehoord = once(gemeld, 'gebroken');
      await breek.execute(trx).catch(() => {});
      await gehoord;
      return sql`select 1`.execute(trx);
    })
    .catch((fout: Error) => fout);
  const gehoord = once(gemeld, 'gebroken');
  const meteen = await breek.execute(db).catch((fout: Error) => fout);
  expect([later, meteen].map(isDatabaseWeg)).toEqual([true, true]);
  await gehoord;
  expect((await sql<{ een: number }>`select 1 as een`.execute(db)).rows).toEqual([{ een: 1 }]);
  await db.destroy();
  await weg();
});
