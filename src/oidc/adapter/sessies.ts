import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '../../store/database.ts';
import { type Inhoud, isId, naarJson, naarTijdstip, type Rij } from './rijen.ts';

/** Which client got which `sid` and grant in a session. A row each, so that two tabs that sign in at once don't lose one. */
type Toestemmingen = Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>;

/**
 * Keeps a session and its clients in one statement. A session that is only used again within a minute is not written: its
 * idle time is counted in minutes.
 */
export async function bewaarSessie(db: Database, id: string, inhoud: Inhoud): Promise<void> {
  const {
    uid,
    accountId = null,
    loginTs = null,
    acr = null,
    amr = null,
  } = inhoud as Inhoud & Record<string, string | null>;
  const gemaakt = sql`${naarTijdstip(inhoud.iat)}::timestamptz`;
  const verloopt = sql`${naarTijdstip(inhoud.exp)}::timestamptz`;
  const rest = sql`${uid}::text, ${accountId}::uuid, ${loginTs}::bigint, ${acr}::text, ${amr}::text[],
    ${inhoud.transient === true}::boolean, ${naarJson(inhoud.state)}::text`;
  await sql`
    with bestaand as (select from oidc_sessions where id = ${id}),
    gewijzigd as (
      update oidc_sessions
      set (uid, account_uuid, login_ts, acr, amr, transient, state, verloopt_op) =
        (select a, b, c, d, e, f, g::json, ${verloopt} from (values (${rest})) as v(a, b, c, d, e, f, g))
      where id = ${id} and (verloopt_op < ${verloopt} - interval '1 minute' or verloopt_op > ${verloopt}
        or (uid, account_uuid, login_ts, acr, amr, transient, state::text) is distinct from (${rest}))
    ),
    nieuw as (
      insert into oidc_sessions (id, gemaakt_op, verloopt_op, uid, account_uuid, login_ts, acr, amr, transient, state)
      select ${id}, ${gemaakt}, ${verloopt}, a, b, c, d, e, f, g::json from (values (${rest})) as v(a, b, c, d, e, f, g)
      where not exists (select from bestaand)
    )
    insert into oidc_session_clients as oud (session_uid, gemaakt_op, client_id, sid, grant_id, persists_logout)
    select ${uid}, ${gemaakt}, client_id, sid, grant_id, persists_logout
    from json_to_recordset(${JSON.stringify(alsRijen(inhoud))}::json)
      as c(client_id text, sid text, grant_id text, persists_logout boolean)
    on conflict (session_uid, client_id, gemaakt_op) do update
      set sid = excluded.sid, grant_id = excluded.grant_id, persists_logout = excluded.persists_logout
      where (oud.sid, oud.grant_id, oud.persists_logout)
        is distinct from (excluded.sid, excluded.grant_id, excluded.persists_logout)`.execute(db);
}

function alsRijen(inhoud: Inhoud) {
  return Object.entries((inhoud.authorizations ?? {}) as Toestemmingen).map(
    ([clientId, { sid, grantId, persistsLogout }]) => ({
      client_id: clientId,
      sid: sid ?? null,
      grant_id: grantId ?? null,
      persists_logout: persistsLogout ?? null,
    }),
  );
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
