import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';

/** Until so many statements of this database wait for a lock of another: then the order in a race is sure. */
export async function totHetWacht(db: Database, aantal = 1): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (rows.length >= aantal) return;
  }
}
