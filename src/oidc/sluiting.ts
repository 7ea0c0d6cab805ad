import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { type Database, LEVEND } from '../store/index.ts';
import type { Ontvanger } from '../toepassingen/index.ts';
import { kondigAanBij } from './afmelden.ts';
import { meegedeeld } from './meegedeeld.ts';

/** Sessions at a time: no statement may take longer than a few seconds, however many pupils are signed in. */
const DEEL = 5_000;

/**
 * Ends all that an application got, and tells it: codes, tokens, grants, its part of each session, requests that wait for a
 * password and those that it pushed. The pupils' sessions at LeerID go on.
 */
export async function sluitClient(trx: Database, ontvanger: Ontvanger): Promise<void> {
  const { client_id, backchannel_logout_uri: adres, id_token_signed_response_alg: alg } = ontvanger;
  const kondigAan = kondigAanBij(adres ? [{ client_id, adres, alg }] : []);
  // Nothing is looked up by an index on the client: each sign-in would write more for what happens once a year.
  await sql`select set_config('enable_seqscan', 'on', true)`.execute(trx);
  for (let deel = await volgendDeel(trx, client_id, ''); deel; deel = await volgendDeel(trx, client_id, deel.tot)) {
    await kondigAan(
      trx,
      sql`select distinct c.client_id, coalesce(a.leerling_id, h.leerling_id) as leerling_id, c.sid, c.session_uid
        from ${meegedeeld(deel.sessies)} c join oidc_sessions s on s.uid = c.session_uid
        left join accounts a using (account_uuid) left join historiek_account_uuid h using (account_uuid)
        where coalesce(a.leerling_id, h.leerling_id) is not null`,
    );
    const grants = sql`array(select grant_id from (${deel.sessies}) c)`;
    await sql`delete from oidc_access_tokens where grant_id = any(${grants})`.execute(trx);
    await sql`delete from oidc_authorization_codes where grant_id = any(${grants})`.execute(trx);
    await sql`delete from oidc_grants where id = any(${grants})`.execute(trx);
  }
  for (const tabel of TABELLEN) {
    await sql`delete from ${sql.table(tabel)} where client_id = ${client_id} and ${sql.raw(LEVEND)}`.execute(trx);
  }
  await verwijderVerzoeken(trx, client_id);
}

/** What no session leads to goes as well. */
const TABELLEN = ['oidc_access_tokens', 'oidc_authorization_codes', 'oidc_grants', 'oidc_session_clients'];

async function volgendDeel(trx: Database, clientId: string, van: string) {
  const vanClient = sql`select c.* from oidc_session_clients c
    where client_id = ${clientId} and session_uid > ${van} and ${sql.raw(LEVEND)}`;
  const { rows } = await sql<{ tot: string | null }>`
    select max(session_uid) as tot from (${vanClient} order by session_uid limit ${DEEL}) deel`.execute(trx);
  const tot = rows[0]?.tot;
  return tot ? { tot, sessies: sql`${vanClient} and session_uid <= ${tot}` } : undefined;
}

async function verwijderVerzoeken(trx: Database, clientId: string): Promise<void> {
  // As text: what a browser sent may hold a NUL, with which PostgreSQL can't look inside. A quote in a parameter is escaped.
  await sql`delete from oidc_interactions
    where ${sql.raw(LEVEND)} and position(${`"client_id":${JSON.stringify(clientId)}`} in params::text) > 0`.execute(
    trx,
  );
  const { rows } = await sql<{ id: string; request: string }>`
    select id, request from oidc_pushed_authorization_requests where ${sql.raw(LEVEND)} and verloopt_op > now()`.execute(
    trx,
  );
  const eigen = rows.filter(({ request }) => aanvragerVan(request) === clientId).map(({ id }) => id);
  await sql`delete from oidc_pushed_authorization_requests where id = any(${eigen}::text[])`.execute(trx);
}

function aanvragerVan(request: string): string | undefined {
  try {
    return decodeJwt(request).iss;
  } catch {
    return undefined;
  }
}
