import { sql } from 'kysely';
import { type Database, zonderIndexen } from '../../store/index.ts';

/** The tables that a first load fills. */
const GEVULD = ['leerlingen', 'accounts', 'aanmeldmiddelen', 'inschrijvingen'];
/** The tables that it also reads. */
const NAGEKEKEN = ['vroegere_sleutels', 'gebruikersnaamstammen'];

/**
 * A load into a register without pupils. It fills the tables without their indexes, and tells PostgreSQL
 * before and after what they hold. PostgreSQL assumes some ten pages for a table that was never filled, and
 * would then plan to hash the delivery instead of such a table. The first pupils also change more than
 * PostgreSQL's own maintenance can follow in time. Any other load just runs.
 */
export async function metEersteLading<T>(trx: Database, laad: (eersteLading: boolean) => Promise<T>): Promise<T> {
  const heeftLeerlingen = await trx.selectFrom('leerlingen').select('id').limit(1).executeTakeFirst();
  if (heeftLeerlingen) return laad(false);
  await analyseer(trx, [...GEVULD, ...NAGEKEKEN]);
  const uitkomst = await zonderIndexen(trx, GEVULD, () => laad(true));
  await analyseer(trx, GEVULD);
  return uitkomst;
}

const analyseer = (trx: Database, tabellen: readonly string[]) =>
  sql`analyze ${sql.join(tabellen.map((tabel) => sql.table(tabel)))}`.execute(trx);
