import { geefActivatiecodes, kiesMiddelen } from '../../../src/aanmelden/index.ts';
import type { Database } from '../../../src/store/index.ts';
import type { Idp } from '../server/idp.ts';

/**
 * A new code for a user name, in the caller's transaction where there is one. It voids what the pupil had
 * before.
 */
export async function geefCode({ db, klok }: Pick<Idp, 'db' | 'klok'>, gebruikersnaam: string): Promise<string> {
  const geef = async (trx: Database) =>
    geefActivatiecodes(trx, klok, await kiesMiddelen(trx, klok, { gebruikersnaam }));
  const [brief] = await (db.isTransaction ? geef(db) : db.transaction().execute(geef));
  return brief?.code ?? '';
}
