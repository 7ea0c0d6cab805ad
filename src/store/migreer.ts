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
  if (error) throw vanNieuwereVersie(error) ?? error;
}

/** Kysely refuses a database that has a migration which this version does not know. */
function vanNieuwereVersie(fout: unknown): Error | undefined {
  const [, migratie] = /previously executed migration (\S+) is missing/.exec(String(fout)) ?? [];
  if (!migratie) return undefined;
  return new Error(
    `de database is van een nieuwere versie van LeerID (migratie ${migratie}): start die versie, of zet een reservekopie van voor die migratie terug`,
    { cause: fout },
  );
}

async function leesMigraties(): Promise<Record<string, Migration>> {
  const bestanden = (await readdir(MIGRATIES)).filter((bestand) => bestand.endsWith('.ts'));
  const modules = bestanden.map(async (bestand) => {
    const module = (await import(`../../migrations/${bestand}`)) as Migration;
    return [bestand.replace('.ts', ''), module] as const;
  });
  return Object.fromEntries(await Promise.all(modules));
}
