import type { Database } from '../../store/database.ts';
import { type Inhoud, naarTijdstip } from './rijen.ts';

/** Which client got which `sid` and grant in a session. A row each, so that two tabs that sign in at once don't lose one. */
type Toestemmingen = Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>;

export async function bewaarSessieClients(db: Database, inhoud: Inhoud): Promise<void> {
  const toestemmingen = Object.entries((inhoud.authorizations ?? {}) as Toestemmingen);
  if (toestemmingen.length === 0) return;
  await db
    .insertInto('oidc_session_clients')
    .values(
      toestemmingen.map(([clientId, { sid, grantId, persistsLogout }]) => ({
        session_uid: inhoud.uid as string,
        gemaakt_op: naarTijdstip(inhoud.iat),
        client_id: clientId,
        sid: sid ?? null,
        grant_id: grantId ?? null,
        persists_logout: persistsLogout ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['session_uid', 'client_id', 'gemaakt_op']).doUpdateSet((eb) => ({
        sid: eb.ref('excluded.sid'),
        grant_id: eb.ref('excluded.grant_id'),
        persists_logout: eb.ref('excluded.persists_logout'),
      })),
    )
    .execute();
}

export async function leesSessieClients(db: Database, uid: string): Promise<Toestemmingen> {
  const rijen = await db.selectFrom('oidc_session_clients').selectAll().where('session_uid', '=', uid).execute();
  return Object.fromEntries(
    rijen.map(({ client_id, sid, grant_id, persists_logout }) => [
      client_id,
      {
        ...(sid ? { sid } : {}),
        ...(grant_id ? { grantId: grant_id } : {}),
        ...(persists_logout === null ? {} : { persistsLogout: persists_logout }),
      },
    ]),
  );
}
