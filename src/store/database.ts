import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tabellen } from './tabellen.ts';
import type { OidcTabellen } from './tabellen_oidc.ts';

export type Database = Kysely<Tabellen & OidcTabellen>;

const { builtins } = pg.types;

/** Days stay text, moments become instants, counts become numbers: no `Date` with a hidden time zone anywhere. */
const leesWaarde: Record<number, (tekst: string) => unknown> = {
  [builtins.DATE]: (tekst) => tekst,
  [builtins.TIMESTAMPTZ]: (tekst) => Temporal.Instant.from(tekst),
  [builtins.INT8]: Number,
};

/**
 * Opens a pool on a PostgreSQL. Connecting happens at the first query, within `connectionTimeoutMillis`.
 * @param url a `postgres://` address
 * @param opFout what to do with a connection that breaks while idle; the pool replaces it by itself
 */
export function openDatabase(url: string, opFout: (fout: Error) => void, verbindingen = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: verbindingen,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: ((oid: number, vorm: 'text' | 'binary') =>
        leesWaarde[oid] ?? pg.types.getTypeParser(oid, vorm as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', opFout);
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
