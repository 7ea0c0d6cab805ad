import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.ts';
import type { Tabellen } from '../tabellen.ts';

/** One connection for a large load. Temporary tables stay on it, and rows stream in and out by COPY. */
export interface Laadverbinding {
  db: Database;
  /** @param brokken rows in the text form of COPY: a line each, tabs between values, nothing for null */
  kopieerIn(tabel: string, brokken: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /**
   * @param vraag a query, as trusted text. Its rows leave in the text form of COPY or, with `csv`, as CSV
   * with a header
   */
  kopieerUit(vraag: string, naar: Writable, vorm?: 'tekst' | 'csv'): Promise<void>;
}

/**
 * Memory for the one connection at night, enough to hash and keep a whole country: up to 2 GB on the server
 * during a first load, and some hundreds of MB in any other night. The planner has no statistics of what was
 * just copied in, and would sort all of it in case the register is large. An index or a hash is right both
 * for a first load and for a small one.
 */
const RUIM = [
  'synchronous_commit=on',
  'jit=off',
  'work_mem=256MB',
  'maintenance_work_mem=256MB',
  'temp_buffers=1GB',
  'enable_mergejoin=off',
  'seq_page_cost=0.1',
  'random_page_cost=0.1',
];

/**
 * There is no time limit on a statement: a load of a whole country takes long. When the process dies, its
 * connection ends, and everything uncommitted with it. PostgreSQL checks the connection every second, so that
 * it does not finish a long statement first.
 */
export async function metLaadverbinding<T>(url: string, doe: (verbinding: Laadverbinding) => Promise<T>): Promise<T> {
  // Not above: a server never loads, and this file stands beside what it does need.
  const { from: copyFrom, to: copyTo } = await import('pg-copy-streams');
  const client = new pg.Client({
    connectionString: url,
    options: RUIM.map((instelling) => `-c ${instelling}`).join(' '),
  });
  client.on('error', () => {});
  await client.connect();
  // Some systems can't check whether the other side is still there. There the statement is finished first.
  await client.query("set client_connection_check_interval = '1s'").catch(() => {});
  const pool = { connect: async () => Object.assign(client, { release: () => {} }), end: async () => {} };
  const db: Database = new Kysely<Tabellen>({ dialect: new PostgresDialect({ pool: pool as never }) });
  try {
    return await doe({
      db,
      kopieerIn: (tabel, brokken) =>
        pipeline(
          Readable.from(brokken, { objectMode: true, highWaterMark: 1 }),
          client.query(copyFrom(`copy ${tabel} from stdin with (null '')`)),
        ),
      kopieerUit: (vraag, naar, vorm = 'tekst') =>
        pipeline(
          client.query(copyTo(`copy (${vraag}) to stdout${vorm === 'csv' ? ' (format csv, header)' : ''}`)),
          naar,
        ),
    });
  } finally {
    await client.end();
  }
}

/**
 * Does a large insert into empty tables without their indexes, keys and triggers, and makes those again
 * afterwards, in the caller's transaction. It takes a third of the time. The definitions come from the
 * database itself. A key that does not hold then fails the transaction. `doe` itself must ensure what the
 * triggers would have ensured. Only the owner of the tables may do so. For others the insert is not faster.
 */
export async function zonderIndexen<T>(trx: Database, tabellen: readonly string[], doe: () => Promise<T>): Promise<T> {
  const namen = sql.join(tabellen.map((tabel) => sql`${tabel}::regclass`));
  const eigen = await sql<{ alle: boolean }>`
    select bool_and(pg_has_role(relowner, 'usage')) as alle from pg_class where oid in (${namen})`.execute(trx);
  if (!eigen.rows[0]?.alle) return doe();
  const sleutels = await sql<{ tabel: string; naam: string; definitie: string }>`
    select conrelid::regclass::text as tabel, quote_ident(conname) as naam, pg_get_constraintdef(oid) as definitie
    from pg_constraint
    where contype in ('p', 'u', 'f') and (conrelid in (${namen}) or confrelid in (${namen}))
    order by contype = 'f', contype <> 'p'`.execute(trx);
  for (const { tabel, naam } of sleutels.rows.toReversed())
    await sql.raw(`alter table ${tabel} drop constraint ${naam}`).execute(trx);
  const indexen = await sql<{ naam: string; definitie: string }>`
    select indexrelid::regclass::text as naam, pg_get_indexdef(indexrelid) as definitie
    from pg_index where indrelid in (${namen})`.execute(trx);
  for (const { naam } of indexen.rows) await sql.raw(`drop index ${naam}`).execute(trx);
  for (const tabel of tabellen) await sql`alter table ${sql.table(tabel)} disable trigger user`.execute(trx);
  const uitkomst = await doe();
  for (const tabel of tabellen) await sql`alter table ${sql.table(tabel)} enable trigger user`.execute(trx);
  for (const { definitie } of indexen.rows) await sql.raw(definitie).execute(trx);
  // Foreign keys are checked for all rows at once. One by one, through an index that was just made, would
  // take four times as long.
  await sql`select set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true),
    set_config('enable_nestloop', 'off', true)`.execute(trx);
  for (const { tabel, naam, definitie } of sleutels.rows)
    await sql.raw(`alter table ${tabel} add constraint ${naam} ${definitie}`).execute(trx);
  return uitkomst;
}
