import { sql } from 'kysely';
import type { Database } from './database.ts';
import { geefWerkrooster } from './werkroosterschema.ts';

/**
 * What the account that serves may do in a table.
 * - `toevoegen`: the rows are proof. They are added and read, never changed or removed.
 * - `wijzigt`: the same, but the named columns may be changed.
 * - `enkelGelezenDoor`: rows are added and nothing else. Only this role reads them
 *   (docs/keuzes/database.md#the-account-that-serves-cant-read-the-privacy-log). Columns `vanzelf` get their default,
 *   and the account can give them no other value.
 */
export type Recht =
  | 'alles'
  | 'toevoegen'
  | 'lezen'
  | { wijzigt: readonly string[] }
  | { enkelGelezenDoor: string; vanzelf?: readonly string[] };

/** By the name of the table. */
export type Tabelrechten = Readonly<Record<string, Recht>>;

const ALLE_RECHTEN = ['select', 'insert', 'update', 'delete', 'truncate', 'trigger'];

/** The role that reads a table instead of the serving account. */
function leesrolVan(recht: Recht): string | undefined {
  return typeof recht === 'object' && 'enkelGelezenDoor' in recht ? recht.enkelGelezenDoor : undefined;
}

export function leesrollenVan(tabellen: Tabelrechten): string[] {
  return [...new Set(Object.values(tabellen).flatMap((recht) => leesrolVan(recht) ?? []))];
}

/** What the serving account may not do in a table, in PostgreSQL's words. */
export function verbodenIn(recht: Recht): string[] {
  const gegeven = alsSql(recht);
  return ALLE_RECHTEN.filter((een) => !gegeven.includes(een));
}

/**
 * Gives an account the rights that serving needs, and no more. The account owns the background work. It owns no
 * other table, and can't make, truncate or drop one. It reaches a partition only through its table. The owner
 * runs this, after the migrations.
 * @param tabellen The account has no right to a table that is not here. A role that reads one has no other
 */
export async function geefRechten(db: Database, gebruiker: string, tabellen: Tabelrechten): Promise<void> {
  const wie = sql.id(gebruiker);
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.rechten'))`.execute(trx);
    const [iedereen, lezers] = [sql`public`, leesrollenVan(tabellen).map((rol) => sql.id(rol))];
    await sql`revoke all on all tables in schema public from ${sql.join([iedereen, wie, ...lezers])}`.execute(trx);
    for (const [tabel, recht] of Object.entries(tabellen)) {
      const kolommen = await leesKolommen(trx, tabel);
      await sql`grant ${sql.raw(alsSql(recht, kolommen))} on ${sql.table(tabel)} to ${wie}`.execute(trx);
      const leesrol = leesrolVan(recht);
      if (leesrol) await sql`grant select on ${sql.table(tabel)} to ${sql.id(leesrol)}`.execute(trx);
    }
    await sql`grant usage on all sequences in schema public to ${wie}`.execute(trx);
    await sql`grant execute on function maak_partitie, verwijder_partitie, privacylog_bladen to ${wie}`.execute(trx);
    await geefWerkrooster(trx, gebruiker);
  });
}

async function leesKolommen(db: Database, tabel: string): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`select quote_ident(attname) as naam from pg_attribute
    where attrelid = ${tabel}::regclass and attnum > 0 and not attisdropped`.execute(db);
  return rows.map(({ naam }) => naam);
}

/** @param kolommen of the table */
function alsSql(recht: Recht, kolommen: readonly string[] = []): string {
  if (recht === 'alles') return 'select, insert, update, delete';
  if (recht === 'lezen') return 'select';
  if (recht === 'toevoegen') return 'select, insert';
  if ('enkelGelezenDoor' in recht)
    return `insert (${kolommen.filter((naam) => !recht.vanzelf?.includes(naam)).join(', ')})`;
  return `select, insert, update (${recht.wijzigt.join(', ')})`;
}
