import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.ts';

/** The name of a table for as long as it is not there. */
export const elders = (tabel: string) => `${tabel}_elders`;

/** While `doe` runs there is no such table: a statement that needs it fails. It comes back however `doe` ends. */
export async function zonderTabel<T>(db: Database, tabel: string, doe: () => Promise<T>): Promise<T> {
  const hernoem = (van: string, naar: string) =>
    sql`alter table ${sql.table(van)} rename to ${sql.id(naar)}`.execute(db);
  await hernoem(tabel, elders(tabel));
  try {
    return await doe();
  } finally {
    await hernoem(elders(tabel), tabel);
  }
}
