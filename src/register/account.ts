import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';

/** The pupil that a user name signs in to. */
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
 * A block is of the pupil, whatever account comes in the place of another.
 * @returns the accounts whose sessions must end; undefined when nobody has the user name
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

/** Holds the pupil's row. A merge, or one that is undone, that had it until now may have given the user name to another pupil. */
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
