import { sql } from 'kysely';
import { openDatabase } from '../../../src/store/index.ts';
import { aantalWachtend } from './slot.ts';

/**
 * Somebody else in the same database, who holds tables and sees who waits for them. He uses no connection of
 * a server.
 */
export function openBuitenstaander(url: string) {
  const db = openDatabase(url, () => {}, { verbindingen: 4, tijdslimiet: 0 });
  return {
    db,
    /** Nobody reads or writes these tables while `doe` runs. */
    metSlotOp: <T>(tabellen: readonly string[], doe: () => Promise<T>): Promise<T> =>
      db.transaction().execute(async (trx) => {
        for (const tabel of tabellen) await sql`lock table ${sql.table(tabel)} in access exclusive mode`.execute(trx);
        return doe();
      }),
    /** Statements that wait for a lock now. */
    wachtend: () => aantalWachtend(db),
    sluit: () => db.destroy(),
  };
}
