import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database } from './database.ts';

const MIGRATIES = join(import.meta.dirname, '../../migrations');

const GEEN_TABEL = '42P01';

/**
 * Brings the schema up to date. Nodes that start together wait for each other, because Kysely takes a lock in
 * the database. Most starts find it up to date, and then neither the migrations nor Kysely's migrator is
 * loaded.
 */
export async function migreer(db: Database): Promise<void> {
  const namen = (await readdir(MIGRATIES))
    .filter((bestand) => bestand.endsWith('.ts'))
    .map((bestand) => bestand.slice(0, -3));
  if (await isBij(db, namen)) return;
  const { Migrator } = await import('kysely/migration');
  const provider = { getMigrations: async () => Object.fromEntries(namen.map((naam) => [naam, migratie(naam)])) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw vanNieuwereVersie(error) ?? error;
}

/** Whether these migrations were all done, and no other one. */
async function isBij(db: Database, namen: readonly string[]): Promise<boolean> {
  const gedaan = await sql<{ name: string }>`select name from kysely_migration`.execute(db).catch((fout) => {
    if (fout.code === GEEN_TABEL) return { rows: [] };
    throw fout;
  });
  return gedaan.rows.length === namen.length && gedaan.rows.every(({ name }) => namen.includes(name));
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

function migratie(naam: string): Migration {
  return {
    async up(db) {
      const { up } = (await import(`../../migrations/${naam}.ts`)) as Migration;
      await up(db);
    },
  };
}
