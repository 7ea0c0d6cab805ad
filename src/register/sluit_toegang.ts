import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/index.ts';

/**
 * Closes these user names until they get a new code. Codes are deleted first: a code in use at this moment
 * has then given its password, and that password is deleted too.
 * @param middelen SQL that gives `id` of aanmeldmiddelen
 * @returns the user names that had a password or a code
 */
export async function sluitToegang(trx: Database, middelen: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${middelen}`.execute(trx);
  const ids = rows.map(({ id }) => id);
  // The same order as when codes are given: pupils before codes.
  await sql`select from leerlingen where id in (
      select a.leerling_id from aanmeldmiddelen m join accounts a using (account_uuid) where m.id = any(${ids}::uuid[]))
    order by id for no key update`.execute(trx);
  const codes = await sql<{ id: string }>`
    delete from activatiecodes where aanmeldmiddel_id = any(${ids}::uuid[]) returning aanmeldmiddel_id as id`.execute(
    trx,
  );
  const wachtwoorden = await sql<{ id: string }>`
    update aanmeldmiddelen set wachtwoord_hash = null
    where id = any(${ids}::uuid[]) and wachtwoord_hash is not null returning id`.execute(trx);
  const gesloten = [...codes.rows, ...wachtwoorden.rows].map(({ id }) => id);
  const namen = await sql<{ gebruikersnaam: string }>`
    select gebruikersnaam from aanmeldmiddelen where id = any(${gesloten}::uuid[]) order by 1`.execute(trx);
  return namen.rows.map(({ gebruikersnaam }) => gebruikersnaam);
}
