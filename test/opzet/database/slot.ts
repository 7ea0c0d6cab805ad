import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../src/store/database.ts';
import { wachtTot } from '../wachten.ts';

/** How many statements of this database wait for a lock now. */
export async function aantalWachtend(db: Database): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows.length;
}

/**
 * Waits until so many statements of this database wait for another's lock. Then the order in a race is
 * certain.
 */
export async function totHetWacht(db: Database, aantal = 1): Promise<void> {
  await wachtTot(`${aantal} wait for a lock`, async () => (await aantalWachtend(db)) >= aantal);
}

/**
 * Waits until one waits for this table. A statement that just got its lock still seems to wait for a moment.
 */
export async function totHetWachtOp(db: Database, tabel: string): Promise<void> {
  await wachtTot(`somebody waits for ${tabel}`, async () => {
    const { rows } = await sql`select from pg_locks where not granted and relation = ${tabel}::regclass`.execute(db);
    return rows.length > 0;
  });
}

/** Begins something that must wait for `slot`, does something else while it waits, and then lets it go on. */
export async function terwijlVast<T>(
  db: Database,
  slot: RawBuilder<unknown>,
  begin: () => Promise<T>,
  doe: (trx: Database) => Promise<unknown>,
): Promise<T> {
  let antwoord: Promise<T> | undefined;
  await db.transaction().execute(async (trx) => {
    await slot.execute(trx);
    antwoord = begin();
    antwoord.catch(() => {});
    await totHetWacht(db);
    await doe(trx);
  });
  return antwoord as Promise<T>;
}
