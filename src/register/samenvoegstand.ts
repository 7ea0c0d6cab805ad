import { sql } from 'kysely';
import type { Database } from '../store/index.ts';

/**
 * Names the set of merges, as it is now. It changes when two pupils became one, and when one became two again. It
 * asks no clock: a load writes the moment at which it began, and commits much later.
 */
export async function leesSamenvoegstand(db: Database): Promise<string> {
  const { rows } = await sql<{ stand: string }>`
    select coalesce(sum(hashtextextended(id || coalesce(ontkoppeld_op::text, ''), 0)::numeric), 0)::text as stand
    from samenvoegingen`.execute(db);
  return rows[0]?.stand ?? '';
}
