import { type GeheimeInstelling, leesGeheim } from '../geheimen.ts';
import { databaseadres } from '../store/index.ts';

/** @throws Error in one line when the setting is nowhere, or its file is not to be read */
export function eisGeheim(naam: GeheimeInstelling): string {
  const waarde = leesGeheim(process.env, naam);
  if (!waarde) throw new Error(`${naam}: ontbreekt`);
  return waarde;
}

type Adresinstelling = Extract<GeheimeInstelling, `${string}DATABASE${string}`>;

/** Whether the setting is there, in the environment or in a file. */
export const heeftGeheim = (naam: GeheimeInstelling): boolean => leesGeheim(process.env, naam) !== undefined;

/**
 * The address of the database. Without this setting the driver would connect to any database on this machine,
 * so a command stops.
 * @throws Error in one line, which never quotes the address: a password stands in it
 */
export function eisDatabaseadres(naam: Adresinstelling = 'DATABASE_URL'): string {
  const gelezen = databaseadres.safeParse(eisGeheim(naam));
  if (gelezen.success) return gelezen.data;
  throw new Error(`${naam}: ${gelezen.error.issues[0]?.message}`);
}
