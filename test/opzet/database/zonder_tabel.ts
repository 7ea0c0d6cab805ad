import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.ts';

/** The name of a table while it is away. */
export const elders = (tabel: string) => `${tabel}_elders`;

/**
 * While `doe` runs, this table does not exist, so statements that need it fail. It comes back however `doe`
 * ends.
 */
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
