import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { meegedeeld } from './meegedeeld.ts';

/** An application that has to hear that a pupil is signed out. */
export interface Afgemeld {
  client_id: string;
  leerling_id: string;
  sid: string | null;
  session_uid: string;
}

/** Writes messages for these rows, in the transaction that ends the sessions. */
export type KondigAan = (trx: Database, afgemeld: RawBuilder<Afgemeld>) => Promise<void>;

/**
 * The `uid` stays the same as long as the session lives. The `id`, which the cookie holds, changes at each
 * sign-in.
 */
export type Sessiekenmerk = { uid: string } | { id: string };

/**
 * Ends a session in every place where it is open. Its grants and their tokens are dead at once. The pupil's
 * other devices stay signed in.
 */
export async function beeindigSessie(trx: Database, welke: Sessiekenmerk, kondigAan: KondigAan): Promise<void> {
  // Two tabs that came at the same time may have left two rows under one `uid`.
  const uid = 'uid' in welke ? sql`${welke.uid}` : sql`(select uid from oidc_sessions where id = ${welke.id} limit 1)`;
  const sessies = sql`select uid, account_uuid from oidc_sessions where uid = ${uid}`;
  const vernieuwd = await vernieuwGeneratie(trx, sql`select account_uuid from (${sessies}) s`);
  await houdAndereSessies(trx, vernieuwd, sql`select uid from (${sessies}) s`);
  await beeindig(trx, sessies, kondigAan);
}

/**
 * Gives the account's other open sessions its new generation. Under the old generation, nothing of them could
 * be saved any more. A sign-in that was begun and not finished does not get it.
 */
async function houdAndereSessies(
  trx: Database,
  vernieuwd: readonly Vernieuwd[],
  uids: RawBuilder<unknown>,
): Promise<void> {
  // The query names the accounts twice. With the join alone, PostgreSQL reads every session of a day whose
  // partition is new.
  const accounts = vernieuwd.map(({ account_uuid }) => account_uuid);
  await sql`update oidc_sessions s set aanmeldgeneratie = v.nu
    from json_to_recordset(${JSON.stringify(vernieuwd)}::json) as v(account_uuid uuid, was uuid, nu uuid)
    where s.account_uuid = any(${accounts}::uuid[]) and s.account_uuid = v.account_uuid and s.aanmeldgeneratie = v.was and s.uid <> all(array(${uids}))`.execute(
    trx,
  );
}

/** Ends every session of these accounts: after a block or a new code, or when accounts are erased. */
export async function beeindigSessiesVan(
  trx: Database,
  accountUuids: readonly string[],
  kondigAan: KondigAan,
): Promise<void> {
  await vernieuwGeneratie(trx, sql`select unnest(${accountUuids}::uuid[])`);
  const sessies = sql`select uid, account_uuid from oidc_sessions where account_uuid = any(${accountUuids}::uuid[])`;
  await beeindig(trx, sessies, kondigAan);
}

/**
 * Whatever was begun for these accounts before this moment comes too late from now on
 * (`aanmelden/aanmelding.ts`). This runs before anything looks for sessions. Its `for update` and the lock of
 * `BEWAAR_SESSIE` exclude each other. So a session that is being saved is either there already, and is ended,
 * or it is not saved. An update alone is not enough, because the saving statement would still see the old
 * generation.
 * docs/keuzes/sessies.md#whatever-ends-sessions-ends-what-was-begun-before-it
 * @param accounts a query for their `account_uuid`
 */
export async function vernieuwGeneratie(trx: Database, accounts: RawBuilder<unknown>): Promise<Vernieuwd[]> {
  const { rows } = await sql<Vernieuwd>`with vast as (
      select account_uuid from accounts where account_uuid = any(array(${accounts})) order by account_uuid for update)
    update accounts set aanmeldgeneratie = gen_random_uuid()
    where account_uuid = any(array(select account_uuid from vast))
    returning new.account_uuid, old.aanmeldgeneratie as was, new.aanmeldgeneratie as nu`.execute(trx);
  return rows;
}

export interface Vernieuwd {
  account_uuid: string;
  was: string;
  nu: string;
}

async function beeindig(trx: Database, sessies: RawBuilder<unknown>, kondigAan: KondigAan): Promise<void> {
  await kondigAan(
    trx,
    sql`select distinct c.client_id, coalesce(a.leerling_id, h.leerling_id) as leerling_id, c.sid, c.session_uid
      from ${meegedeeld(sql`select c.*, s.account_uuid from (${sessies}) s join oidc_session_clients c on c.session_uid = s.uid`)} c
      left join accounts a using (account_uuid) left join historiek_account_uuid h using (account_uuid)
      where coalesce(a.leerling_id, h.leerling_id) is not null`,
  );
  await verwijderSessies(trx, sql`select uid from (${sessies}) s`);
}

/** @param uids a query for their `uid` */
export async function verwijderSessies(trx: Database, uids: RawBuilder<unknown>): Promise<void> {
  // With arrays the planner keeps to the indexes. With joins it does not.
  const grants = sql`array(select grant_id from oidc_session_clients where session_uid = any(array(${uids})))`;
  // Codes go first. A code that is redeemed at this moment has its token already, or gets none.
  await sql`delete from oidc_authorization_codes where grant_id = any(${grants})`.execute(trx);
  await sql`delete from oidc_access_tokens where grant_id = any(${grants})`.execute(trx);
  await sql`delete from oidc_grants where id = any(${grants})`.execute(trx);
  await sql`with clients as (delete from oidc_session_clients where session_uid = any(array(${uids})))
    delete from oidc_sessions where uid = any(array(${uids}))`.execute(trx);
}
