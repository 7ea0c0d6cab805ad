import { geefActivatiecodes, kiesMiddelen } from '../../src/aanmelden/index.ts';
import type { Idp } from './idp.ts';

/** A new code for a user name; what he had before is void. */
export async function geefCode({ db, klok }: Pick<Idp, 'db' | 'klok'>, gebruikersnaam: string): Promise<string> {
  const middelen = await kiesMiddelen(db, klok, { gebruikersnaam });
  const [brief] = await db.transaction().execute((trx) => geefActivatiecodes(trx, klok, middelen));
  return brief?.code ?? '';
}
