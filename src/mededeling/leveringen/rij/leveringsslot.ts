import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { Leveringsbezwaar } from './leveringsbezwaar.ts';

/**
 * Makes sure that one process at a time makes a delivery, or writes it to a file. The lock belongs to one connection
 * of PostgreSQL. So it is free as soon as the process is gone, and a process that lost its connection can't go on.
 * @param doe works on that connection
 */
export function metLeveringsslot<T>(db: Database, id: string, doe: (vast: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async (vast) => {
    const { rows } = await sql<{ genomen: boolean }>`select pg_try_advisory_lock(${slotVan(id)}) as genomen`.execute(
      vast,
    );
    if (!rows[0]?.genomen)
      throw new Leveringsbezwaar('levering_bezet', `levering ${id}: een andere opdracht is er nu mee bezig`);
    try {
      return await doe(vast);
    } finally {
      await sql`select pg_advisory_unlock(${slotVan(id)})`.execute(vast).catch(() => {});
    }
  });
}

/** Whether nobody works at the delivery now. In a transaction nobody begins before it ends. */
export async function isVrij(trx: Database, id: string): Promise<boolean> {
  const { rows } = await sql<{ vrij: boolean }>`select pg_try_advisory_xact_lock(${slotVan(id)}) as vrij`.execute(trx);
  return rows[0]?.vrij ?? false;
}

const slotVan = (id: string) => sql`hashtextextended('leerid.levering ' || ${id}::text, 0)`;
