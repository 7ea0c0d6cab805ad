import { type Huisomgeving, tabellenVan } from '../kamer.ts';
import { bereidVoor } from '../store/index.ts';
import { eisDatabaseadres, type Uitkomst } from '../terminal/index.ts';

/**
 * Migrates and gives rights, as a node does when it starts. For operators who do not give the serving account
 * those rights.
 */
export async function bereidDatabase({ kamers }: Huisomgeving): Promise<Uitkomst> {
  const databaseUrl = eisDatabaseadres();
  const eigenaarUrl = eisDatabaseadres('LEERID_DATABASE_OWNER_URL');
  await bereidVoor({ databaseUrl, eigenaarUrl }, tabellenVan(kamers));
  return { regels: [`de database is klaar; ${new URL(databaseUrl).username} heeft zijn rechten`], goed: true };
}
