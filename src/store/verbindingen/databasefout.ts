import pg from 'pg';

/** Which faults come from the database, and which of those an operator can mend. */

/** The operating system's codes for a connection that failed or broke. */
const VERBINDING = /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)/;

/**
 * The driver's messages for it: these errors have no code (pg 8: lib/client.js and lib/connection.js, and
 * pg-pool).
 */
const VAN_DE_DRIVER = [
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'The server does not support SSL connections',
  'There was an error establishing an SSL connection',
];

/** No tables, no rights, or the tables of an older version. */
const NIET_KLAARGEMAAKT = ['42P01', '42501', '42703', '42883', '3F000'];

/** Whether the connection with the database failed or broke. */
export function isVerbindingsfout(fout: unknown): boolean {
  const { code = '', message } = fout as NodeJS.ErrnoException;
  return VERBINDING.test(code) || VAN_DE_DRIVER.includes(message);
}

/**
 * Whether the database refused a statement or does not answer. Any other fault is in the program or its
 * settings.
 */
export function isDatabasefout(fout: unknown): boolean {
  return fout instanceof pg.DatabaseError || isVerbindingsfout(fout);
}

/** What a database that answers still needs, in words for the operator. Undefined for any other fault. */
export function nietKlaargemaakt(fout: unknown): string | undefined {
  const { code = '' } = fout as { code?: string };
  if (!NIET_KLAARGEMAAKT.includes(code)) return undefined;
  return `de database is nog niet klaargemaakt: leerid database bereid (${code})`;
}
