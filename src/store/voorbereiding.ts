import { openDatabase } from './database.ts';
import { maakLeesrol } from './leesrol.ts';
import { migreer } from './migreer.ts';
import { heeftTabellen, zoekOmweg } from './omwegen.ts';
import { geefRechten, leesrollenVan, type Tabelrechten } from './tabelrechten.ts';

export interface Adressen {
  /** Address of the serving account. */
  databaseUrl: string;
  /** Address of the account that owns the tables. Without it, the serving account does everything. */
  eigenaarUrl?: string | undefined;
}

/**
 * Does what only the owner of the database can do to prepare it for this version. Any number of nodes may do
 * so at once.
 * @param waarschuw is told, in a line of Dutch, by which way a serving account without an owner can do what
 *   it may not
 * @throws Error that line, where the owner is given
 */
export async function bereidVoor(
  { databaseUrl, eigenaarUrl }: Adressen,
  tabellen: Tabelrechten,
  waarschuw: (regel: string) => void = () => {},
): Promise<void> {
  const account = decodeURIComponent(new URL(databaseUrl).username);
  const db = openDatabase(eigenaarUrl ?? databaseUrl, () => {}, { verbindingen: 2, tijdslimiet: 0 });
  try {
    // Comes first, so that an owner who may not make a role is told so before anything has changed.
    if (eigenaarUrl) for (const rol of leesrollenVan(tabellen)) await maakLeesrol(db, rol);
    await migreer(db);
    if (eigenaarUrl) await geefRechten(db, account, tabellen);
    else if (await heeftTabellen(db, account, tabellen)) return;
    const omweg = await zoekOmweg(db, account, tabellen);
    if (!omweg) return;
    if (eigenaarUrl) throw new Error(omweg);
    waarschuw(omweg);
  } finally {
    await db.destroy();
  }
}
