import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import { bundelopdracht, LEVEND } from '../../store/index.ts';
import { bewaarSql, type Objectinhoud, type Objectrij, vragenSql, zoekSql } from './objectrijen.ts';
import { alsObject, alsObjectrij, GRANT, SESSIE } from './soorten.ts';

/** Which client got which `sid` and grant in a session. A row each, so that two tabs that sign in at once don't lose one. */
interface Toestemming {
  client_id: string;
  sid: string | null;
  grant_id: string | null;
  persists_logout: boolean | null;
  grant?: Objectrij | null;
}

export type Sessierij = Objectrij & { clients: readonly Toestemming[] };

/** A session with its clients, as a subquery; with the grants that it gave to them, when asked. */
export function zoekSessieSql(waar: string, metGrants = false): string {
  const grant = `, 'grant', (select to_json(grants) from (${zoekSql(GRANT, 'id = c.grant_id')}) grants)`;
  return `select sessie.*, (
      select coalesce(json_agg(json_build_object('client_id', c.client_id, 'sid', c.sid, 'grant_id', c.grant_id,
        'persists_logout', c.persists_logout${metGrants ? grant : ''})), '[]')
      from oidc_session_clients c where c.session_uid = sessie.uid and ${LEVEND}) as clients
    from (${zoekSql(SESSIE, waar)}) sessie`;
}

/**
 * A session by its identifier, together with what is asked next: the grants that it gave and, given a client and a day, what
 * the gate has to know.
 */
export const LEES_SESSIE = bundelopdracht<
  { id: string; client: string | undefined; dag: string | undefined },
  Sessierij & { account_uuid: string | null; toegang: Toegangsrij | null }
>(`
  select v.i, sessie.*, to_json(toegang) as toegang
  from json_to_recordset($1::json) as v(i int, id text, client text, dag date)
  cross join lateral (${zoekSessieSql('id = v.id', true)}) sessie
  left join lateral (
    ${toegangSql('case when v.client is not null then sessie.account_uuid end', 'v.client', 'v.dag')}) toegang on true`);

export const LEES_SESSIE_OP_UID = bundelopdracht<{ id: string }, Sessierij>(`
  select v.i, sessie.* from json_to_recordset($1::json) as v(i int, id text)
  cross join lateral (${zoekSessieSql('uid = v.id')}) sessie`);

/**
 * A session and its clients in one statement; under another identifier than before it takes the place of the old row at once,
 * so that a code of it that is redeemed meanwhile always finds one. No answer: its account is of another generation by now, or is
 * being given one at this moment, and nothing is kept. The lock keeps that from happening in between; nobody waits for it.
 * What an upsert meets it locks, changed or not, and waits for who ends it: a client that is the same is left out.
 */
export const BEWAAR_SESSIE = bundelopdracht<Sessierij & { vervangt?: string | undefined }>(`
  with vraag as materialized (select * from ${vragenSql(SESSIE, ', clients json, vervangt text')}),
  account as materialized (
    select account_uuid, aanmeldgeneratie from accounts
    where account_uuid = any(array(select account_uuid from vraag)) for key share skip locked),
  v as materialized (
    select vraag.* from vraag left join account using (account_uuid, aanmeldgeneratie)
    where vraag.account_uuid is null or account.account_uuid is not null),
  weg as (delete from oidc_sessions where id = any(array(select vervangt from v order by vervangt))),
  bewaard as (${bewaarSql(SESSIE, 'v')}),
  clients as (insert into oidc_session_clients as oud
    (session_uid, gemaakt_op, client_id, sid, grant_id, persists_logout, meegedeeld)
  select v.uid, to_timestamp(v.iat), c.*, false from v cross join lateral json_to_recordset(v.clients)
    as c(client_id text, sid text, grant_id text, persists_logout boolean)
  where (select (o.sid, o.grant_id, o.persists_logout) is not distinct from (c.sid, c.grant_id, c.persists_logout)
    from oidc_session_clients o
    where (o.session_uid, o.client_id, o.gemaakt_op) = (v.uid, c.client_id, to_timestamp(v.iat))) is not true
  on conflict (session_uid, client_id, gemaakt_op) do update
    set sid = excluded.sid, grant_id = excluded.grant_id, persists_logout = excluded.persists_logout
    where (oud.sid, oud.grant_id, oud.persists_logout)
      is distinct from (excluded.sid, excluded.grant_id, excluded.persists_logout))
  select i from v`);

export function alsSessierij(id: string, inhoud: Objectinhoud, generatie: string | undefined): Sessierij {
  const toestemmingen = Object.entries((inhoud.authorizations ?? {}) as Record<string, Record<string, unknown>>);
  const clients = toestemmingen.map(([client_id, { sid, grantId, persistsLogout }]) => ({
    client_id,
    sid: sid ?? null,
    grant_id: grantId ?? null,
    persists_logout: persistsLogout ?? null,
  }));
  return { ...alsObjectrij(SESSIE, id, { ...inhoud, generatie }), clients: clients as Toestemming[] };
}

export function alsSessie(rij: Sessierij): Objectinhoud {
  const toestemmingen = rij.clients.map(({ client_id, sid, grant_id, persists_logout }) => [
    client_id,
    {
      ...(sid ? { sid } : {}),
      ...(grant_id ? { grantId: grant_id } : {}),
      ...(persists_logout === null ? {} : { persistsLogout: persists_logout }),
    },
  ]);
  return { ...alsObject(SESSIE, 'Session', rij), authorizations: Object.fromEntries(toestemmingen) };
}

/** Seconds of use that need no writing: idle time is counted in minutes. */
const EVEN = 60;

/** Whether a session that was read as `afdruk` is worth a write. */
export function isVeranderd(inhoud: Objectinhoud, gelezen: { afdruk: string; exp: number } | undefined): boolean {
  if (!gelezen || gelezen.afdruk !== afdrukVan(inhoud)) return true;
  const langer = (inhoud.exp ?? 0) - gelezen.exp;
  return langer < 0 || langer >= EVEN;
}

/** All of a session but its times; taken when it is read, since the library changes its parts in place. */
export function afdrukVan({
  uid,
  accountId,
  loginTs,
  acr,
  amr,
  transient,
  state,
  authorizations,
}: Objectinhoud): string {
  return JSON.stringify([uid, accountId, loginTs, acr, amr, transient === true, state, authorizations]);
}
