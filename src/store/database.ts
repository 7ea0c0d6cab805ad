import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tabellen } from './tabellen.ts';
import { VoorbereideClient } from './verbindingen/voorbereide_client.ts';

export type Database = Kysely<Tabellen>;

const { builtins } = pg.types;
const TIJDSLIMIET = 5_000;

/** The type `bigint[]`, which the driver reads as texts and has no name for. */
const INT8_LIJST = 1016;
const leesLijst = pg.types.getTypeParser(INT8_LIJST as never) as (tekst: string) => string[];

/**
 * Days stay text, moments become instants, counts become numbers. So no `Date` with a hidden time zone
 * exists.
 */
const leesWaarde: Record<number, (tekst: string) => unknown> = {
  [builtins.DATE]: (tekst) => tekst,
  [builtins.TIMESTAMPTZ]: (tekst) => Temporal.Instant.from(tekst),
  [builtins.INT8]: Number,
  [INT8_LIJST]: (tekst) => leesLijst(tekst).map(Number),
};

/** The privacy log's promise depends on this, whatever the server's default is. */
const DUURZAAM = '-c synchronous_commit=on';

/**
 * Each statement of a sign-in finds its few rows by an index. A partition that was made this night has no
 * statistics yet. The planner would read it whole, and would keep that plan while it fills.
 * docs/keuzes/database.md#a-servers-lookups-keep-to-indexes
 */
const OPZOEKEN = '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off';

export interface Verbindingskeuze {
  verbindingen?: number;
  /**
   * Milliseconds that a statement may take. A database that hangs counts as a database that is gone. 0 means
   * no limit.
   */
  tijdslimiet?: number;
  /** For a server, which looks up few rows at a time. Not for work that reads whole tables. */
  opzoeken?: boolean;
}

/**
 * Opens a pool on a PostgreSQL. It connects at the first query, within `connectionTimeoutMillis`.
 * @param url a `postgres://` address
 * @param opFout is told of a connection that breaks. The pool replaces it by itself
 */
export function openDatabase(
  url: string,
  opFout: (fout: Error) => void,
  { verbindingen = 10, tijdslimiet = TIJDSLIMIET, opzoeken = false }: Verbindingskeuze = {},
): Database {
  const pool = new pg.Pool({
    Client: VoorbereideClient,
    connectionString: url,
    max: verbindingen,
    connectionTimeoutMillis: TIJDSLIMIET,
    statement_timeout: tijdslimiet,
    query_timeout: tijdslimiet,
    options: opzoeken ? `${DUURZAAM} ${OPZOEKEN}` : DUURZAAM,
    types: {
      getTypeParser: ((oid: number, vorm: 'text' | 'binary') =>
        leesWaarde[oid] ?? pg.types.getTypeParser(oid, vorm as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', opFout);
  // The pool listens only to idle connections. Without this listener, a connection that breaks in use would
  // end the process. Its query fails by itself.
  pool.on('connect', (verbinding) => verbinding.on('error', opFout));
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
