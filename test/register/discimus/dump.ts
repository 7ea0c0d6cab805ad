import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

/** Everything in the database, as text by table: what a dump would show, with bytes in hex. */
export async function dump(db: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{ tabel: string }>`
    select format('%I.%I', schemaname, tablename) as tabel from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  const inhoud = new Map<string, string>();
  for (const { tabel } of rows) {
    const alles = await sql<{ tekst: string | null }>`
      select string_agg(to_jsonb(t)::text, E'\n') as tekst from ${sql.raw(tabel)} t`.execute(db);
    inhoud.set(tabel.replace('public.', ''), alles.rows[0]?.tekst ?? '');
  }
  return inhoud;
}

/** Tables that contain one of these, as it is or as the hex of its bytes. */
export function bevat(inhoud: Map<string, string>, gezocht: ReadonlySet<string>): string[] {
  const patroon = new RegExp(
    [...gezocht].flatMap((een) => [letterlijk(een), Buffer.from(een).toString('hex')]).join('|'),
  );
  return [...inhoud].flatMap(([tabel, tekst]) => (patroon.test(tekst) ? [tabel] : []));
}

function letterlijk(tekst: string): string {
  return RegExp.escape(JSON.stringify(tekst).slice(1, -1));
}
