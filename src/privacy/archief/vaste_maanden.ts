import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/**
 * No month leaves the database before this transaction ends. It keeps nobody from writing, and holds nothing else.
 * docs/keuzes/privacylog.md#searching-keeps-months-where-they-are
 */
export async function houdMaandenVast(trx: Database): Promise<void> {
  await sql`lock table only privacylog in access share mode`.execute(trx);
}

/** Reads a log for long, without a month that leaves the database meanwhile. */
export function metVasteMaanden<T>(log: Database, doe: () => Promise<T>): Promise<T> {
  return log.transaction().execute(async (trx) => {
    await houdMaandenVast(trx);
    return doe();
  });
}
