import type { Klok } from '../klok.ts';
import type { Database } from '../store/database.ts';

/** The account that a user name signs in to. */
export async function accountVan(db: Database, gebruikersnaam: string): Promise<string | undefined> {
  const rij = await db
    .selectFrom('aanmeldmiddelen')
    .select('account_uuid')
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirst();
  return rij?.account_uuid;
}

export async function blokkeerAccount(db: Database, klok: Klok, accountUuid: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ geblokkeerd_op: klok.nu().toString() })
    .where('account_uuid', '=', accountUuid)
    .execute();
}

export async function deblokkeerAccount(db: Database, accountUuid: string): Promise<void> {
  await db.updateTable('accounts').set({ geblokkeerd_op: null }).where('account_uuid', '=', accountUuid).execute();
}
