import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tabellen } from './tabellen.ts';
import type { OidcTabellen } from './tabellen_oidc.ts';
import { VoorbereideClient } from './voorbereide_client.ts';

export type Database = Kysely<Tabellen & OidcTabellen>;

const { builtins } = pg.types;
const TIJDSLIMIET = 5_000;

/** Days stay text, moments become instants, counts become numbers: no `Date` with a hidden time zone anywhere. */
const leesWaarde: Record<number, (tekst: string) => unknown> = {
  [builtins.DATE]: (tekst) => tekst,
  [builtins.TIMESTAMPTZ]: (tekst) => Temporal.Instant.from(tekst),
  [builtins.INT8]: Number,
};

/**
 * Opens a pool on a PostgreSQL. Connecting happens at the first query, within `connectionTimeoutMillis`.
 * @param url a `postgres://` address
 * @param tijdslimiet milliseconds that a statement may take: a database that hangs is a database that is gone; 0 is no limit
 * @param opFout what to do with a connection that breaks; the pool replaces it by itself
 */
export function openDatabase(
  url: string,
  opFout: (fout: Error) => void,
  { verbindingen = 10, tijdslimiet = TIJDSLIMIET }: { verbindingen?: number; tijdslimiet?: number } = {},
): Database {
  const pool = new pg.Pool({
    Client: VoorbereideClient,
    connectionString: url,
    max: verbindingen,
    connectionTimeoutMillis: TIJDSLIMIET,
    statement_timeout: tijdslimiet,
    query_timeout: tijdslimiet,
    // What the privacy log promises rests on this, whatever the server's default is.
    options: '-c synchronous_commit=on',
    types: {
      getTypeParser: ((oid: number, vorm: 'text' | 'binary') =>
        leesWaarde[oid] ?? pg.types.getTypeParser(oid, vorm as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', opFout);
  // The pool listens only to connections that lie idle: one that breaks in use would take the whole process along. Its query
  // fails by itself.
  pool.on('connect', (verbinding) => verbinding.on('error', opFout));
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
