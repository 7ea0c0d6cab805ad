import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What stands there is proof: rows are added and read, never changed or removed. */
const ENKEL_TOEVOEGEN = [
  'privacylog',
  'protocolstops',
  'protocolversies',
  'protocolhandtekeningen',
  'clienthouders',
  'geheimmerken',
];
/** A declaration of a school is made, and stopped once; what it says stays (S2 art. 12). */
const EENMAAL_STOPPEN = ['akkoordverklaringen'];
const ENKEL_LEZEN = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Gives an account what serving takes and no more: no table is its own, none can be made, emptied whole or dropped, and a
 * partition is reached through its table alone. Run by the owner, after the migrations.
 */
export async function geefRechten(db: Database, gebruiker: string): Promise<void> {
  const wie = sql.id(gebruiker);
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.rechten'))`.execute(trx);
    await sql`revoke all on all tables in schema public from ${wie}`.execute(trx);
    for (const tabel of await leesTabellen(trx)) {
      await sql`grant ${sql.raw(rechtenOp(tabel))} on ${sql.table(tabel)} to ${wie}`.execute(trx);
    }
    await sql`grant usage on all sequences in schema public to ${wie}`.execute(trx);
    await sql`grant execute on function maak_partitie, verwijder_partitie to ${wie}`.execute(trx);
    await sql`grant usage on schema werkrooster to ${wie}`.execute(trx);
    await sql`grant select, insert, update, delete on all tables in schema werkrooster to ${wie}`.execute(trx);
    await sql`grant usage on all sequences in schema werkrooster to ${wie}`.execute(trx);
  });
}

function rechtenOp(tabel: string): string {
  if (ENKEL_LEZEN.includes(tabel)) return 'select';
  if (EENMAAL_STOPPEN.includes(tabel)) return 'select, insert, update (gestopt_op, gestopt_door, gestopt_reden)';
  return ENKEL_TOEVOEGEN.includes(tabel) ? 'select, insert' : 'select, insert, update, delete';
}

async function leesTabellen(db: Database): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`select relname as naam from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(db);
  return rows.map(({ naam }) => naam);
}
