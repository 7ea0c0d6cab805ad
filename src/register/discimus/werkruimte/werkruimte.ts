import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { TABELLEN_HERKENNEN } from './tabellen_herkennen.ts';
import { TABELLEN_SCHOLEN } from './tabellen_scholen.ts';
import { TABELLEN_TOEPASSEN } from './tabellen_toepassen.ts';
import { TABELLEN_VOORAF } from './tabellen_vooraf.ts';
import type { Werktabelbeschrijving } from './werkkolommen.ts';

/**
 * The workspace of a load: temporary tables that hold what the delivery says and what the load makes of it,
 * before any of it stands in the register. They are on the load's own connection. The files beside this one
 * describe the tables, in the order in which they are made. Tests compare each description with PostgreSQL
 * and with the sources (test/register/discimus/werkruimte.test.ts and werkruimte_bronnen.test.ts).
 * docs/keuzes/register.md#temporary-tables-of-a-load-are-described-in-one-place
 */
const TABELLEN_ONDERWEG = { ...TABELLEN_SCHOLEN, ...TABELLEN_HERKENNEN, ...TABELLEN_TOEPASSEN };
export const WERKTABELLEN = { ...TABELLEN_VOORAF, ...TABELLEN_ONDERWEG };

type Werktabelnaam = keyof typeof WERKTABELLEN;

/** The tables as SQL names them: `from ${werk.klaar} k`. */
export const werk = Object.fromEntries(
  Object.keys(WERKTABELLEN).map((tabel) => [tabel, sql.table(tabel)]),
) as unknown as Readonly<Record<Werktabelnaam, RawBuilder<unknown>>>;

/** The columns of a table that SQL may name in a list. */
export type Werkkolom<T extends Werktabelnaam> = keyof (typeof WERKTABELLEN)[T]['kolommen'] & string;

/** Makes the tables that must be there before the delivery is read. They last as long as the connection. */
export async function maakWerkruimte(db: Database): Promise<void> {
  const vooraf: Record<string, Werktabelbeschrijving> = TABELLEN_VOORAF;
  for (const [tabel, { kolommen, vanzelf = {} }] of Object.entries(vooraf)) {
    const delen = Object.entries(kolommen).map(([kolom, type]) => `${kolom} ${type} ${vanzelf[kolom] ?? ''}`);
    await sql`create temp table ${sql.table(tabel)} (${sql.raw(delen.join(', '))})`.execute(db);
  }
}

/**
 * Makes a table out of a query, with the columns that its description has. A column that the query lacks is
 * an error. A column that is not in the description is left out. The table is dropped with the transaction.
 */
export function maakWerktabel(tabel: keyof typeof TABELLEN_ONDERWEG, query: RawBuilder<unknown>): RawBuilder<unknown> {
  const kolommen = sql.join(Object.keys(WERKTABELLEN[tabel].kolommen).map((kolom) => sql.ref(kolom)));
  return sql`create temp table ${werk[tabel]} on commit drop as select ${kolommen} from (${query}) q`;
}

/** Runs the statements one after the other. Each sees what the one before it did. */
export async function voerUit(trx: Database, stappen: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const stap of stappen) await stap.execute(trx);
}
