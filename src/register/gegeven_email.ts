import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';
import { leerlingVan, neemLeerling } from './account.ts';
import { vergeetAdressen } from './discimus/index.ts';
import { leerlingVanAccount } from './leerling.ts';

/**
 * An e-mail address that was given in LeerID (S1 art. 3). Deliveries don't change it, even when it was
 * emptied.
 */

const ACCOUNT_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const zoeker = (wie: string) => (ACCOUNT_UUID.test(wie) ? leerlingVanAccount : leerlingVan);

/**
 * docs/keuzes/register.md#an-e-mail-address-that-was-given-in-leerid-wins-over-a-delivery
 * @param wie a user name or an account_uuid
 * @param adres null empties it
 * @returns the pupil. Undefined when nobody has that name or account
 */
export async function geefEmail(
  trx: Database,
  klok: Klok,
  wie: string,
  adres: string | null,
): Promise<string | undefined> {
  // Only one writer at a time merges or undoes a merge, and merges keep addresses.
  await sql`select schrijf_register_alleen()`.execute(trx);
  const id = await neemLeerling(trx, wie, zoeker(wie));
  if (id === undefined) return undefined;
  const email_gegeven_op = klok.nu().toString();
  await trx.updateTable('leerlingen').set({ email: adres, email_gegeven_op }).where('id', '=', id).execute();
  await vergeetAdressen(trx, id);
  return id;
}

/** Where the address comes from, without the address. */
export interface Emailstand {
  leerling: string;
  heeft: boolean;
  gegeven_op: Temporal.Instant | null;
}

export async function leesEmailstand(db: Database, wie: string): Promise<Emailstand | undefined> {
  const id = await zoeker(wie)(db, wie);
  if (id === undefined) return undefined;
  return db
    .selectFrom('leerlingen')
    .select((eb) => ['id as leerling', eb('email', 'is not', null).as('heeft'), 'email_gegeven_op as gegeven_op'])
    .where('id', '=', id)
    .$castTo<Emailstand>()
    .executeTakeFirst();
}
