import type { Database } from '../store/index.ts';

/** Ends a session wherever it is open: the grants it gave and their tokens are dead at once. */
export async function beeindigSessie(db: Database, uid: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const grants = trx.selectFrom('oidc_session_clients').select('grant_id').where('session_uid', '=', uid);
    await trx.deleteFrom('oidc_access_tokens').where('grant_id', 'in', grants).execute();
    await trx.deleteFrom('oidc_grants').where('id', 'in', grants).execute();
    await trx.deleteFrom('oidc_sessions').where('uid', '=', uid).execute();
  });
}
