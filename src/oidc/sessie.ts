import { sql } from 'kysely';
import type { Database } from '../store/index.ts';

/** One application that has to hear that a pupil is signed out. `sessionUid` is absent where LeerID's session goes on. */
export interface Afgemeld {
  clientId: string;
  leerlingId: string;
  sid: string | null;
  sessionUid?: string;
}

/** The applications that a session signed in to. */
export async function clientsVanSessie(db: Database, uid: string): Promise<Afgemeld[]> {
  const rijen = await db
    .selectFrom('oidc_session_clients as c')
    .innerJoin('oidc_sessions as s', 's.uid', 'c.session_uid')
    .leftJoin('accounts as a', 'a.account_uuid', 's.account_uuid')
    .leftJoin('historiek_account_uuid as h', 'h.account_uuid', 's.account_uuid')
    .select((eb) => ['c.client_id', 'c.sid', eb.fn.coalesce('a.leerling_id', 'h.leerling_id').as('leerling_id')])
    .distinct()
    .where('c.session_uid', '=', uid)
    .execute();
  return rijen.flatMap(({ client_id, sid, leerling_id }) =>
    leerling_id === null ? [] : [{ clientId: client_id, sid, leerlingId: leerling_id, sessionUid: uid }],
  );
}

/** Ends a session wherever it is open: the grants it gave and their tokens are dead at once. Returns who has to hear of it. */
export async function beeindigSessie(trx: Database, uid: string): Promise<Afgemeld[]> {
  const afgemeld = await clientsVanSessie(trx, uid);
  await verwijderSessies(trx, [uid]);
  return afgemeld;
}

/** After a block, a new code or when accounts are erased: every session of these accounts ends. */
export async function beeindigSessiesVan(trx: Database, accountUuids: readonly string[]): Promise<Afgemeld[]> {
  const rijen = await trx
    .selectFrom('oidc_sessions as s')
    .leftJoin('accounts as a', 'a.account_uuid', 's.account_uuid')
    .leftJoin('oidc_session_clients as c', 'c.session_uid', 's.uid')
    .select(['s.uid', 'c.client_id', 'c.sid', 'a.leerling_id'])
    .distinct()
    .where(sql<boolean>`s.account_uuid = any(${accountUuids}::uuid[])`)
    .execute();
  await verwijderSessies(trx, [...new Set(rijen.map(({ uid }) => uid))]);
  return rijen.flatMap(({ client_id, sid, leerling_id, uid }) =>
    client_id === null || leerling_id === null
      ? []
      : [{ clientId: client_id, sid, leerlingId: leerling_id, sessionUid: uid }],
  );
}

export async function verwijderSessies(trx: Database, uids: readonly string[]): Promise<void> {
  if (uids.length === 0) return;
  const grants = trx
    .selectFrom('oidc_session_clients')
    .select('grant_id')
    .where(sql<boolean>`session_uid = any(${uids}::text[])`);
  await trx.deleteFrom('oidc_access_tokens').where('grant_id', 'in', grants).execute();
  await trx.deleteFrom('oidc_authorization_codes').where('grant_id', 'in', grants).execute();
  await trx.deleteFrom('oidc_grants').where('id', 'in', grants).execute();
  await trx.deleteFrom('oidc_sessions').where(sql<boolean>`uid = any(${uids}::text[])`).execute();
}

/** A client whose protocol ended: its codes, tokens and grants are dead on every node. The pupils' sessions here go on. */
export async function sluitClient(trx: Database, clientId: string): Promise<Afgemeld[]> {
  const rijen = await trx
    .selectFrom('oidc_session_clients as c')
    .innerJoin('oidc_sessions as s', 's.uid', 'c.session_uid')
    .innerJoin('accounts as a', 'a.account_uuid', 's.account_uuid')
    .select(['c.sid', 'a.leerling_id'])
    .distinct()
    .where('c.client_id', '=', clientId)
    .execute();
  for (const tabel of ['oidc_authorization_codes', 'oidc_access_tokens', 'oidc_grants'] as const) {
    await trx.deleteFrom(tabel).where('client_id', '=', clientId).execute();
  }
  await trx.deleteFrom('oidc_session_clients').where('client_id', '=', clientId).execute();
  return rijen.map(({ sid, leerling_id }) => ({ clientId, sid, leerlingId: leerling_id }));
}
