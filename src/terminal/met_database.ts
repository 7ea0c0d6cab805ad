import { type Database, isDatabasefout, nietKlaargemaakt, openDatabase } from '../store/index.ts';
import { eisDatabaseadres } from './eis_geheim.ts';

/**
 * Does something with a database.
 * @param adres that of `DATABASE_URL` by default
 * @param keuze without a time limit, for work that reads whole tables
 * @throws Error in one line when the setting is missing or the database does not answer. Any other fault is
 * passed on unchanged
 */
export async function metDatabase<T>(
  doe: (db: Database) => Promise<T>,
  adres = eisDatabaseadres(),
  keuze: { tijdslimiet?: 0 } = {},
): Promise<T> {
  const db = openDatabase(adres, () => {}, { verbindingen: 2, ...keuze });
  try {
    return await doe(db);
  } catch (fout) {
    throw isDatabasefout(fout) ? new Error(inWoorden(fout), { cause: fout }) : fout;
  } finally {
    await db.destroy();
  }
}

function inWoorden(fout: unknown): string {
  const { code, message } = fout as NodeJS.ErrnoException;
  return nietKlaargemaakt(fout) ?? `de database antwoordt niet (${code ?? message})`;
}
