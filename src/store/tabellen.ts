import type { ColumnType } from 'kysely';

/**
 * The types of columns. Each room lists its tables in its own `tabellen.ts`, and TypeScript combines them
 * here.
 */

/** Read as an instant, written as its ISO 8601 text. */
export type Tijdstip = ColumnType<Temporal.Instant, string, string>;
export type TijdstipOfNiets = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** The database's own moment when none is given. */
export type TijdstipVanzelf = ColumnType<Temporal.Instant, string | undefined, string>;
/** Read as it is, and checked by its reader. Written as JSON text. */
export type Json = ColumnType<unknown, string, string>;
export type JsonOfNiets = ColumnType<unknown, string | null, string | null>;
/** `JJJJ-MM-DD`. */
export type Dag = string;

export interface Tabellen {
  /** Marks by which a node sees that it has the same secrets as the others. */
  geheimmerken: { naam: string; merk: Buffer };
}
