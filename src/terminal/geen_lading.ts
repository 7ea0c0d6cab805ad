import { sql } from 'kysely';
import type { Database } from '../store/index.ts';

/**
 * Only one command writes the register at a time. A load may take an hour, and an operator does not wait for
 * that.
 */
export async function alsGeenLading<T>(db: Database, doe: (trx: Database) => Promise<T>): Promise<T> {
  const werk = db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '3s'`.execute(trx);
    return doe(trx);
  });
  return werk.catch((fout) => {
    if ((fout as { code?: string }).code !== '55P03') throw fout;
    throw new Error('er loopt een lading: probeer het opnieuw als die klaar is');
  });
}
