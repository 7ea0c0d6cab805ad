import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../src/store/index.ts';

const MAP = join(import.meta.dirname, '../../../migrations');

/**
 * A database as it was before a migration, and that migration to run on it.
 * @param migratie its number
 */
export async function maakOudeDatabase(migratie: string): Promise<{ db: Database; migreer(): Promise<void> }> {
  const basis = process.env.TEST_DATABASE_URL ?? '';
  const naam = `test_${randomBytes(6).toString('hex')}`;
  const beheer = openDatabase(`${basis}postgres`, () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
  const db = openDatabase(`${basis}${naam}`, () => {});
  const bestanden = (await readdir(MAP)).sort();
  const voer = async (bestand: string) => {
    const { up } = (await import(`../../../migrations/${bestand}`)) as { up(db: Kysely<unknown>): Promise<void> };
    await up(db as unknown as Kysely<unknown>);
  };
  for (const bestand of bestanden) if (bestand < migratie) await voer(bestand);
  return { db, migreer: () => voer(bestanden.find((bestand) => bestand.startsWith(migratie)) ?? '') };
}
