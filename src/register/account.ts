import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';

/** The pupil whose account has this user name. */
export async function leerlingVan(db: Database, gebruikersnaam: string): Promise<string | undefined> {
  const rij = await db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .select('a.leerling_id')
    .where('m.gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirst();
  return rij?.leerling_id;
}

export async function accountsVan(db: Database, ...leerlingen: string[]): Promise<string[]> {
  const rijen = await db
    .selectFrom('accounts')
    .select('account_uuid')
    .where((eb) => eb('leerling_id', '=', eb.fn.any(eb.val(leerlingen))))
    .execute();
  return rijen.map(({ account_uuid }) => account_uuid);
}

/**
 * Blocks the pupil, so that the block holds for every later account as well.
 * @returns the accounts whose sessions must end. Undefined when nobody has the user name
 */
export async function blokkeerLeerling(
  trx: Database,
  klok: Klok,
  gebruikersnaam: string,
): Promise<string[] | undefined> {
  const id = await neemLeerling(trx, gebruikersnaam);
  if (id === undefined) return undefined;
  await trx.updateTable('leerlingen').set({ geblokkeerd_op: klok.nu().toString() }).where('id', '=', id).execute();
  return accountsVan(trx, id);
}

/** @returns whether somebody has the user name */
export async function deblokkeerLeerling(trx: Database, gebruikersnaam: string): Promise<boolean> {
  const id = await neemLeerling(trx, gebruikersnaam);
  if (id === undefined) return false;
  await trx.updateTable('leerlingen').set({ geblokkeerd_op: null }).where('id', '=', id).execute();
  return true;
}

/**
 * Locks the pupil's row, and reads again whose user name it is: a merge, or the undoing of one, that held the
 * row until now may have moved it.
 */
export async function neemLeerling(
  trx: Database,
  wie: string,
  zoek: (db: Database, wie: string) => Promise<string | undefined> = leerlingVan,
): Promise<string | undefined> {
  for (;;) {
    const id = await zoek(trx, wie);
    if (id === undefined) return undefined;
    await trx.selectFrom('leerlingen').select('id').where('id', '=', id).forNoKeyUpdate().execute();
    if ((await zoek(trx, wie)) === id) return id;
  }
}
