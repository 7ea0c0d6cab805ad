import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';

const MIGRATIES = join(import.meta.dirname, '../../migrations');

/**
 * Brings the schema up to date. Nodes that start together wait for each other, because Kysely takes a lock in
 * the database.
 */
export async function migreer(db: Database): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: leesMigraties } }).migrateToLatest();
  if (error) throw error;
}

async function leesMigraties(): Promise<Record<string, Migration>> {
  const bestanden = (await readdir(MIGRATIES)).filter((bestand) => bestand.endsWith('.ts'));
  const modules = bestanden.map(async (bestand) => {
    const module = (await import(`../../migrations/${bestand}`)) as Migration;
    return [bestand.replace('.ts', ''), module] as const;
  });
  return Object.fromEntries(await Promise.all(modules));
}
