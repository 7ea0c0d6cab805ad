import { sql } from 'kysely';
import type { Database } from '../store/index.ts';

/** Whether some pupil was blocked since that moment, and still is. It asks about nobody in particular. */
export async function isIemandGeblokkeerdSinds(db: Database, moment: Temporal.Instant): Promise<boolean> {
  const iemand = await db
    .selectFrom('leerlingen')
    .select('id')
    .where('geblokkeerd_op', '>=', sql<Temporal.Instant>`${moment.toString()}::timestamptz`)
    .limit(1)
    .executeTakeFirst();
  return iemand !== undefined;
}
