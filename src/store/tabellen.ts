import type { ColumnType } from 'kysely';

/** What columns hold. Each room says in its own `tabellen.ts` which tables it has: TypeScript puts them together here. */

/** Read as an instant, written as its ISO 8601 text. */
export type Tijdstip = ColumnType<Temporal.Instant, string, string>;
export type TijdstipOfNiets = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** The database's own moment when nothing is given. */
export type TijdstipVanzelf = ColumnType<Temporal.Instant, string | undefined, string>;
/** Read as whatever it holds, which its reader checks; written as JSON text. */
export type Json = ColumnType<unknown, string, string>;
export type JsonOfNiets = ColumnType<unknown, string | null, string | null>;
/** `JJJJ-MM-DD`. */
export type Dag = string;

export interface Tabellen {
  /** By which a node sees that its secrets are those of the others. */
  geheimmerken: { naam: string; merk: Buffer };
}
