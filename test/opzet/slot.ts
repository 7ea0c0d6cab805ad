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

/** Until one waits for this table: another one that just got its lock still looks as if it waited for a while. */
export async function totHetWachtOp(db: Database, tabel: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_locks where not granted and relation = ${tabel}::regclass`.execute(db);
    if (rows.length > 0) return;
  }
}
