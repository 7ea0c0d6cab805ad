import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../store/index.ts';
import type { Ontvanger } from '../toepassingen/index.ts';
import { LEVEND } from './adapter/rijen.ts';
import { kondigAanBij } from './afmelden.ts';

/**
 * Ends all that an application got, and tells it: codes, tokens, grants, its part of each session, requests that wait for a
 * password and those that it pushed. The pupils' sessions at LeerID go on.
 */
export async function sluitClient(trx: Database, ontvanger: Ontvanger): Promise<void> {
  const { client_id, backchannel_logout_uri: adres, id_token_signed_response_alg: alg } = ontvanger;
  await kondigAanBij(adres ? [{ client_id, adres, alg }] : [])(
    trx,
    sql`select distinct c.client_id, coalesce(a.leerling_id, h.leerling_id) as leerling_id, c.sid, c.session_uid
      from oidc_session_clients c join oidc_sessions s on s.uid = c.session_uid
      left join accounts a using (account_uuid) left join historiek_account_uuid h using (account_uuid)
      where c.client_id = ${client_id} and coalesce(a.leerling_id, h.leerling_id) is not null`,
  );
  for (const tabel of [
    'oidc_authorization_codes',
    'oidc_access_tokens',
    'oidc_grants',
    'oidc_session_clients',
  ] as const) {
    await trx.deleteFrom(tabel).where('client_id', '=', client_id).execute();
  }
  await verwijderVerzoeken(trx, client_id);
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
