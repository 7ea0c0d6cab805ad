import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '../../store/database.ts';
import { type Inhoud, isId, naarTijdstip, type Rij } from './rijen.ts';

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

/** The session with its clients, in one round trip. */
export async function zoekSessie(
  db: Database,
  kolom: 'id' | 'uid',
  waarde: string,
): Promise<{ rij: Rij; toestemmingen: Toestemmingen } | undefined> {
  if (!isId(waarde)) return undefined;
  const gevonden = await db
    .selectFrom('oidc_sessions as s')
    .select([
      's.id',
      's.gemaakt_op',
      's.verloopt_op',
      's.uid',
      's.account_uuid',
      's.login_ts',
      's.acr',
      's.amr',
      's.transient',
      's.state',
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('oidc_session_clients as c')
          .select(['c.client_id', 'c.sid', 'c.grant_id', 'c.persists_logout'])
          .whereRef('c.session_uid', '=', 's.uid'),
      ).as('clients'),
    )
    .where(`s.${kolom}`, '=', waarde)
    .executeTakeFirst();
  if (!gevonden) return undefined;
  const { clients, ...rij } = gevonden;
  const toestemmingen = Object.fromEntries(
    clients.map(({ client_id, sid, grant_id, persists_logout }) => [
      client_id,
      {
        ...(sid ? { sid } : {}),
        ...(grant_id ? { grantId: grant_id } : {}),
        ...(persists_logout === null ? {} : { persistsLogout: persists_logout }),
      },
    ]),
  );
  return { rij, toestemmingen };
}
