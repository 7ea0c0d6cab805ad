import type { Klok } from '../klok.ts';
import type { Database } from '../store/database.ts';
import { wachtwoordKlopt } from './wachtwoord.ts';

/**
 * Checks a user name with its password.
 * @returns the account_uuid, or undefined: unknown, wrong and blocked look the same and take the same time
 */
export async function meldAan(
  db: Database,
  klok: Klok,
  gebruikersnaam: string,
  wachtwoord: string,
): Promise<string | undefined> {
  const middel = await db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .select(['accounts.account_uuid', 'wachtwoord_hash', 'geblokkeerd_op'])
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirst();
  const klopt = await wachtwoordKlopt(middel?.wachtwoord_hash, wachtwoord);
  if (!middel || !klopt || middel.geblokkeerd_op) return undefined;
  await db
    .updateTable('accounts')
    .set({ laatst_aangemeld_op: klok.nu().toString() })
    .where('account_uuid', '=', middel.account_uuid)
    .execute();
  return middel.account_uuid;
}

/** @param wachtwoordHash argon2id hash; hashing comes before the caller's transaction, not in it */
export async function wijzigWachtwoord(trx: Database, gebruikersnaam: string, wachtwoordHash: string): Promise<void> {
  await trx
    .updateTable('aanmeldmiddelen')
    .set({ wachtwoord_hash: wachtwoordHash })
    .where('gebruikersnaam', '=', gebruikersnaam)
    .where('soort', '=', 'wachtwoord')
    .execute();
}
