import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Bevinding } from '../bevinding.ts';

/**
 * Each month of the log is a table of its own, named for its first day. A table that hangs at another month was
 * swapped by somebody.
 */
export async function controleerMaandtabellen(log: Database): Promise<Bevinding[]> {
  const { rows } = await sql<{ naam: string }>`
    select naam from (
      select c.relname as naam, pg_get_expr(c.relpartbound, c.oid) as grenzen,
        to_date(substring(c.relname, '^privacylog_(\\d{6}01)$'), 'YYYYMMDD') as dag
      from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'privacylog'::regclass) t
    where grenzen <> 'DEFAULT' and (
      dag is null
      or substring(grenzen, 'FROM \\(''([^'']+)''\\)')::timestamptz <> dag::timestamp at time zone 'UTC'
      or substring(grenzen, 'TO \\(''([^'']+)''\\)')::timestamptz <> (dag + interval '1 month') at time zone 'UTC')
    order by naam`.execute(log);
  return rows.map(({ naam }) => ({ code: 'maand_verwisseld', wat: `tabel ${naam}` }));
}
