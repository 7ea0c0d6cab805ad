import type { Database } from '../store/index.ts';

/** A client whose protocol ended: its codes, tokens and grants are dead on every node. */
export async function sluitClient(db: Database, clientId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const tabel of ['oidc_authorization_codes', 'oidc_access_tokens', 'oidc_grants'] as const) {
      await trx.deleteFrom(tabel).where('client_id', '=', clientId).execute();
    }
    await trx.deleteFrom('oidc_session_clients').where('client_id', '=', clientId).execute();
  });
}
