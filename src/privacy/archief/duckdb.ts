import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** DuckDB writes and reads the archive files. Only commands load it. */

/** It fetches nothing from elsewhere, and keeps to a fixed part of the memory, whatever the size of a month. */
const INSTELLINGEN = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  threads: '2',
  memory_limit: '256MB',
};

export interface Duckdb {
  verbinding: DuckDBConnection;
  sluit(): void;
}

/** @param bestand where it keeps its tables; in memory by default */
export async function openDuckdb(bestand = ':memory:'): Promise<Duckdb> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instantie = await DuckDBInstance.create(bestand, INSTELLINGEN);
  const verbinding = await instantie.connect();
  return {
    verbinding,
    sluit() {
      verbinding.closeSync();
      instantie.closeSync();
    },
  };
}

/** The rows of a query, some two thousand at a time. */
export async function* leesRijen(
  duckdb: DuckDBConnection,
  sql: string,
  waarden: readonly DuckDBValue[],
): AsyncGenerator<DuckDBValue[][]> {
  const gelezen = await duckdb.stream(sql, [...waarden]);
  for (;;) {
    const deel = await gelezen.fetchChunk();
    if (!deel || deel.rowCount === 0) return;
    yield deel.getRows();
  }
}

/** As a piece of SQL: DuckDB takes the name of a file that it writes in no other way. */
export const alsSqltekst = (tekst: string): string => `'${tekst.replaceAll("'", "''")}'`;

/** The columns of a Parquet file: none where it is no such file. */
export async function kolommenVan(duckdb: DuckDBConnection, pad: string): Promise<ReadonlySet<string>> {
  const gelezen = await duckdb.runAndReadAll('select name from parquet_schema($1)', [pad]);
  return new Set(gelezen.getRows().map(([naam]) => String(naam)));
}
