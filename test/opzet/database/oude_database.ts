import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../src/store/index.ts';

const MAP = join(import.meta.dirname, '../../../migrations');

export interface OudeDatabase {
  db: Database;
  migreer(): Promise<void>;
  /** That migration and each one after it, to run in this order. */
  latere: { naam: string; voer(): Promise<void> }[];
}

/**
 * A database as it was before a migration, and the migration to run on it.
 * @param migratie its number
 */
export async function maakOudeDatabase(migratie: string): Promise<OudeDatabase> {
  const basis = process.env.TEST_DATABASE_URL ?? '';
  const naam = `test_${randomBytes(6).toString('hex')}`;
  const beheer = openDatabase(`${basis}postgres`, () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
  // Opened as in `bereidVoor`, because a migration may take long.
  const db = openDatabase(`${basis}${naam}`, () => {}, { tijdslimiet: 0 });
  const bestanden = (await readdir(MAP)).sort();
  const voer = async (bestand: string) => {
    const { up } = (await import(`../../../migrations/${bestand}`)) as { up(db: Kysely<unknown>): Promise<void> };
    await up(db as unknown as Kysely<unknown>);
  };
  for (const bestand of bestanden) if (bestand < migratie) await voer(bestand);
  const latere = bestanden.filter((bestand) => bestand >= migratie).map((naam) => ({ naam, voer: () => voer(naam) }));
  return { db, migreer: async () => latere[0]?.voer(), latere };
}
