import { sql } from 'kysely';
import type { Database } from '../store/index.ts';

/** Rows that were written before a merge name the pupil and the account of before it. */

/**
 * The keys of a pupil: his own, and those of pupils that turned out to be him. A merge that was undone does not count:
 * that is somebody else again.
 */
export async function leesVroegereLeerlingen(db: Database, leerling: string): Promise<string[]> {
  const rijen = await db
    .selectFrom('samenvoegingen')
    .select('verdwenen_leerling_id')
    .where('leerling_id', '=', leerling)
    .where('ontkoppeld_op', 'is', null)
    .execute();
  return [leerling, ...rijen.map((rij) => rij.verdwenen_leerling_id)];
}

/** The pupil of an account, also of one that a merge replaced. */
export async function leesLeerlingVanAccount(db: Database, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ leerling_id: string }>`
    select leerling_id from accounts where account_uuid = ${account}
    union all select leerling_id from historiek_account_uuid where account_uuid = ${account} limit 1`.execute(db);
  return rows[0]?.leerling_id;
}
