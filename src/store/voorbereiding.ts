import { type Database, openDatabase } from './database.ts';
import { maakLeesrol } from './leesrol.ts';
import { migreer } from './migreer.ts';
import { geefRechten, leesrolVan, type Recht } from './tabelrechten.ts';

export interface Adressen {
  /** Address of the serving account. */
  databaseUrl: string;
  /** Address of the account that owns the tables. Without it, the serving account does everything. */
  eigenaarUrl?: string | undefined;
}

type Tabelrechten = Readonly<Record<string, Recht>>;

/**
 * Does what only the owner of the database can do to prepare it for this version. Any number of nodes may do
 * so at once.
 */
export async function bereidVoor({ databaseUrl, eigenaarUrl }: Adressen, tabellen: Tabelrechten): Promise<void> {
  const db = openDatabase(eigenaarUrl ?? databaseUrl, () => {}, { verbindingen: 2, tijdslimiet: 0 });
  try {
    if (eigenaarUrl) await maakLeesrollen(db, tabellen);
    await migreer(db);
    if (!eigenaarUrl) return;
    await geefRechten(db, decodeURIComponent(new URL(databaseUrl).username), tabellen);
  } finally {
    await db.destroy();
  }
}

/** Comes first, so that an owner who may not make a role is told so before anything has changed. */
async function maakLeesrollen(db: Database, tabellen: Tabelrechten): Promise<void> {
  for (const rol of new Set(Object.values(tabellen).map(leesrolVan))) if (rol) await maakLeesrol(db, rol);
}
