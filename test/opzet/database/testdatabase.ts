import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, openDatabase, type Verbindingskeuze } from '../../../src/store/database.ts';

export interface Testdatabase {
  db: Database;
  url: string;
  weg(): Promise<void>;
}

/**
 * A database for one test file: a copy of the migrated template, so that files can run side by side.
 * @param keuze settings of its connections. Default: those of a command
 */
export async function maakTestdatabase(keuze: Verbindingskeuze = {}): Promise<Testdatabase> {
  const basis = process.env.TEST_DATABASE_URL ?? '';
  const naam = `test_${randomBytes(6).toString('hex')}`;
  const beheer = openDatabase(`${basis}postgres`, () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)} template sjabloon`.execute(beheer);
  await beheer.destroy();
  const url = `${basis}${naam}`;
  const db = openDatabase(url, () => {}, keuze);
  return { db, url, weg: () => db.destroy() };
}
