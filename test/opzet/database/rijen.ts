import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

/** How many rows each table has. */
export async function aantalRijen(db: Database): Promise<Record<string, number>> {
  const { rows: tabellen } = await sql<{ naam: string }>`
    select relname as naam from pg_class where relkind in ('r', 'p') and not relispartition
      and relnamespace = 'public'::regnamespace order by relname`.execute(db);
  const tellingen: Record<string, number> = {};
  for (const { naam } of tabellen) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(naam)}`.execute(db);
    tellingen[naam] = rows[0]?.n ?? 0;
  }
  return tellingen;
}
