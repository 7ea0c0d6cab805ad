import { sql } from 'kysely';
import { type Database, zonderIndexen } from '../../store/index.ts';

/** What a first load fills. */
const GEVULD = ['leerlingen', 'accounts', 'aanmeldmiddelen', 'inschrijvingen'];
/** What it looks up besides. */
const NAGEKEKEN = ['vroegere_sleutels', 'gebruikersnaamstammen'];

/**
 * A load into a register without pupils. It fills the tables without their indexes, and PostgreSQL is told what
 * they hold before and after. Of tables that were never filled PostgreSQL supposes some ten pages, and would
 * plan to hash the delivery instead of them; and the first pupils change more than its own upkeep could follow
 * in time. Any other load just runs.
 */
export async function metEersteLading<T>(trx: Database, laad: () => Promise<T>): Promise<T> {
  const heeftLeerlingen = await trx.selectFrom('leerlingen').select('id').limit(1).executeTakeFirst();
  if (heeftLeerlingen) return laad();
  await analyseer(trx, [...GEVULD, ...NAGEKEKEN]);
  const uitkomst = await zonderIndexen(trx, GEVULD, laad);
  await analyseer(trx, GEVULD);
  return uitkomst;
}

const analyseer = (trx: Database, tabellen: readonly string[]) =>
  sql`analyze ${sql.join(tabellen.map((tabel) => sql.table(tabel)))}`.execute(trx);
