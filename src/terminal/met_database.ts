import { type Database, isDatabasefout, nietKlaargemaakt, openDatabase } from '../store/index.ts';
import { eisDatabaseadres } from './eis_geheim.ts';

/**
 * Does something with the database of `DATABASE_URL`.
 * @throws Error in one line when the setting is missing or the database does not answer. Any other fault is
 * passed on unchanged
 */
export async function metDatabase<T>(doe: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(eisDatabaseadres(), () => {}, { verbindingen: 2 });
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
