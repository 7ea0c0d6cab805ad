import { decodeJwt } from 'jose';
import { type RawBuilder, sql } from 'kysely';
import { type Database, LEVEND } from '../../store/index.ts';
import type { Ontvanger } from '../../toepassingen/index.ts';

/** Sessions at a time. So no statement takes longer than a few seconds, however many pupils are signed in. */
const DEEL = 5_000;

/**
 * Ends everything that an application got, and tells the application. This covers codes, tokens, grants, its
 * part of each session, and pushed requests. The pupils' sessions at LeerID go on. A request that waits for a
 * password knows in which opening it began, and does not count in another one.
 */
export async function sluitClient(trx: Database, ontvanger: Ontvanger): Promise<void> {
  const { client_id } = ontvanger;
  // There is no index on the client. It would cost a write at each sign-in, for what happens once a year.
  await sql`select set_config('enable_seqscan', 'on', true)`.execute(trx);
  for (let tot = await eindeVanDeel(trx, client_id, ''); tot; tot = await eindeVanDeel(trx, client_id, tot)) {
    const grants = await neemUitSessies(trx, ontvanger, sql`c.session_uid <= ${tot}`);
    await sql`delete from oidc_access_tokens where grant_id = any(${grants}::text[])`.execute(trx);
    await sql`delete from oidc_authorization_codes where grant_id = any(${grants}::text[])`.execute(trx);
    await sql`delete from oidc_grants where id = any(${grants}::text[])`.execute(trx);
  }
  for (const tabel of TABELLEN) {
    await sql`delete from ${sql.table(tabel)} where client_id = ${client_id} and ${sql.raw(LEVEND)}`.execute(trx);
  }
  await verwijderIngediend(trx, client_id);
  // Meanwhile a node that does not know about the closing yet may have let somebody in.
  await neemUitSessies(trx, ontvanger, sql`true`);
}

/** These tables may hold rows of the application that no session leads to. */
const TABELLEN = ['oidc_access_tokens', 'oidc_authorization_codes', 'oidc_grants'];

async function eindeVanDeel(trx: Database, clientId: string, van: string): Promise<string | undefined> {
  const { rows } = await sql<{ tot: string | null }>`select max(session_uid) as tot from (
    select session_uid from oidc_session_clients where client_id = ${clientId} and session_uid > ${van} and ${sql.raw(LEVEND)}
    order by session_uid limit ${DEEL}) deel`.execute(trx);
  return rows[0]?.tot ?? undefined;
}

/**
 * Takes the application out of these sessions and writes the messages, in one statement. So each deleted row
 * has its message. Locks and marks are as in `meegedeeld.ts`.
 * @returns the grants that the application had there
 */
async function neemUitSessies(trx: Database, ontvanger: Ontvanger, welke: RawBuilder<unknown>): Promise<string[]> {
  const { client_id, backchannel_logout_uri: adres, id_token_signed_response_alg: alg } = ontvanger;
  const { rows } = await sql<{ grant_id: string }>`
    with vast as materialized (
      select c.session_uid, c.client_id, c.gemaakt_op from oidc_session_clients c
      where c.client_id = ${client_id} and ${welke} and ${sql.raw(LEVEND)} order by c.session_uid, c.client_id for update of c),
    weg as (
      delete from oidc_session_clients c using vast
      where (c.session_uid, c.client_id, c.gemaakt_op) = (vast.session_uid, vast.client_id, vast.gemaakt_op) returning c.*),
    verteld as (
      insert into afmeldberichten (client_id, adres, alg, leerling_id, sid, session_uid)
      select distinct weg.client_id, ${adres}::text, ${alg}::text, coalesce(a.leerling_id, h.leerling_id), weg.sid, weg.session_uid
      from weg join oidc_sessions s on s.uid = weg.session_uid
      left join accounts a using (account_uuid) left join historiek_account_uuid h using (account_uuid)
      where weg.meegedeeld and ${adres}::text is not null and coalesce(a.leerling_id, h.leerling_id) is not null
      on conflict do nothing)
    select grant_id from weg where grant_id is not null`.execute(trx);
  return rows.map(({ grant_id }) => grant_id);
}

async function verwijderIngediend(trx: Database, clientId: string): Promise<void> {
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
