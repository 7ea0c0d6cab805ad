import { type GeheimeInstelling, leesGeheim } from '../geheimen.ts';
import { databaseadres } from '../store/index.ts';

/** @throws Error in one line when the setting is nowhere, or its file is not to be read */
export function eisGeheim(naam: GeheimeInstelling): string {
  const waarde = leesGeheim(process.env, naam);
  if (!waarde) throw new Error(`${naam}: ontbreekt`);
  return waarde;
}

/**
 * The address of the database. Without this setting the driver would connect to any database on this machine,
 * so a command stops.
 * @throws Error in one line, which never quotes the address: a password stands in it
 */
export function eisDatabaseadres(naam: 'DATABASE_URL' | 'LEERID_DATABASE_OWNER_URL' = 'DATABASE_URL'): string {
  const gelezen = databaseadres.safeParse(eisGeheim(naam));
  if (gelezen.success) return gelezen.data;
  throw new Error(`${naam}: ${gelezen.error.issues[0]?.message}`);
}
