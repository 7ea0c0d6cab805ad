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
    .innerJoin('accounts as a', 'a.account_uuid', 's.account_uuid')
    .select(['c.client_id', 'c.sid', 'a.leerling_id'])
    .distinct()
    .where('c.session_uid', '=', uid)
    .execute();
  return rijen.map(({ client_id, sid, leerling_id }) => ({
    clientId: client_id,
    sid,
    leerlingId: leerling_id,
    sessionUid: uid,
  }));
}

/** Ends a session wherever it is open: the grants it gave and their tokens are dead at once. Returns who has to hear of it. */
export async function beeindigSessie(trx: Database, uid: string): Promise<Afgemeld[]> {
  const afgemeld = await clientsVanSessie(trx, uid);
  const grants = trx.selectFrom('oidc_session_clients').select('grant_id').where('session_uid', '=', uid);
  await trx.deleteFrom('oidc_access_tokens').where('grant_id', 'in', grants).execute();
  await trx.deleteFrom('oidc_authorization_codes').where('grant_id', 'in', grants).execute();
  await trx.deleteFrom('oidc_grants').where('id', 'in', grants).execute();
  await trx.deleteFrom('oidc_sessions').where('uid', '=', uid).execute();
  return afgemeld;
}

/** After a block, a new password or a change of school: every session of the account ends. */
export async function beeindigSessiesVan(trx: Database, accountUuid: string): Promise<Afgemeld[]> {
  const sessies = await trx
    .selectFrom('oidc_sessions')
    .select('uid')
    .distinct()
    .where('account_uuid', '=', accountUuid)
    .execute();
  const afgemeld: Afgemeld[] = [];
  for (const { uid } of sessies) afgemeld.push(...(await beeindigSessie(trx, uid)));
  return afgemeld;
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
