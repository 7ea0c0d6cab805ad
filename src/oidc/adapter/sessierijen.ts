import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import { alleVan, bundelopdracht, kolom, LEVEND, recordsetSql, type VraagVan, vraagtype } from '../../store/index.ts';
import { bewaarSql, teBewaren, zoekSql } from './objectrijen.ts';
import { alsObject, alsObjectrij, type Objectinhoud, type Objectvraag } from './objectsoort.ts';
import { GRANT, type RijVanSoort, SESSIE } from './soorten.ts';

/**
 * What a client has in a session. Each client has a row of its own, so that nothing is lost when two tabs
 * sign in at the same time.
 */
const CLIENTDEEL = { sid: 'text?', grant_id: 'text?', persists_logout: 'boolean?' } as const;
const CLIENTRIJ = { client_id: 'text', ...CLIENTDEEL } as const;
type Clientrij = VraagVan<typeof CLIENTRIJ>;

export type Sessierij = RijVanSoort<typeof SESSIE> & {
  clients: readonly (Clientrij & { grant?: RijVanSoort<typeof GRANT> | null })[];
};

/**
 * A session with its clients, as a subquery. On request it also has the grants that the session gave to them.
 */
export function zoekSessieSql(waar: string, metGrants = false): string {
  const eigen = Object.keys(CLIENTRIJ).map((naam) => `'${naam}', c.${naam}`);
  const grant = `'grant', (select to_json(grants) from (${zoekSql(GRANT, 'id = c.grant_id')}) grants)`;
  const velden = metGrants ? [...eigen, grant] : eigen;
  return `select sessie.*, (
      select coalesce(json_agg(json_build_object(${velden.join(', ')})), '[]')
      from oidc_session_clients c where c.session_uid = sessie.uid and ${LEVEND}) as clients
    from (${zoekSql(SESSIE, waar)}) sessie`;
}

/**
 * Reads a session by its identifier, and also what the library asks next: the grants that the session gave.
 * With a client and a day, it also reads what the gate has to know.
 */
export const LEES_SESSIE = bundelopdracht({
  vraag: { id: 'text', client: 'text?', dag: 'date?' },
  tabel: alleVan<Sessierij>('sessie'),
  antwoord: { toegang: kolom<Toegangsrij | null>('to_json(toegang)') },
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen}
    cross join lateral (${zoekSessieSql(`id = ${v.id}`, true)}) sessie
    left join lateral (
      ${toegangSql(`case when ${v.client} is not null then sessie.account_uuid end`, v.client, v.dag)}
    ) toegang on true`,
});

export const LEES_SESSIE_OP_UID = bundelopdracht({
  vraag: { uid: 'text' },
  tabel: alleVan<Sessierij>('sessie'),
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen}
    cross join lateral (${zoekSessieSql(`uid = ${v.uid}`)}) sessie`,
});

const CLIENTNAMEN = Object.keys(CLIENTRIJ).join(', ');
const inhoudVan = (rij: string) =>
  `(${Object.keys(CLIENTDEEL)
    .map((naam) => `${rij}.${naam}`)
    .join(', ')})`;
const OPNIEUW = Object.keys(CLIENTDEEL).map((naam) => `${naam} = excluded.${naam}`);

/**
 * Keeps a session and its clients in one statement. When the identifier changed, the new row replaces the old
 * row at once: a code that is redeemed meanwhile always finds one of the two. There is no answer, and nothing
 * is kept, when the account already has another generation or is getting one at this moment. The lock keeps
 * that from happening in between, and nobody waits for it. An upsert locks each row that it meets, whether it
 * changes the row or not, and waits for whoever is ending that row. So a client that did not change is left
 * out.
 */
export const BEWAAR_SESSIE = bundelopdracht({
  vraag: { ...teBewaren(SESSIE), clients: vraagtype<readonly Clientrij[]>('json'), vervangt: 'text?' },
  sql: ({ vragen, v }) => `
    with vraag as materialized (select * from ${vragen}),
    account as materialized (
      select account_uuid, aanmeldgeneratie from accounts
      where account_uuid = any(array(select account_uuid from vraag)) for key share skip locked),
    v as materialized (
      select vraag.* from vraag left join account using (account_uuid, aanmeldgeneratie)
      where vraag.account_uuid is null or account.account_uuid is not null),
    weg as (
      delete from oidc_sessions where id = any(array(select ${v.vervangt} from v order by ${v.vervangt}))),
    bewaard as (${bewaarSql(SESSIE, 'v')}),
    clients as (
      insert into oidc_session_clients as oud (session_uid, gemaakt_op, ${CLIENTNAMEN}, meegedeeld)
      select v.uid, to_timestamp(v.iat), c.*, false
      from v cross join lateral ${recordsetSql('c', v.clients, CLIENTRIJ)}
      where (select ${inhoudVan('o')} is not distinct from ${inhoudVan('c')}
        from oidc_session_clients o
        where (o.session_uid, o.client_id, o.gemaakt_op) = (v.uid, c.client_id, to_timestamp(v.iat))) is not true
      on conflict (session_uid, client_id, gemaakt_op) do update set ${OPNIEUW.join(', ')}
        where ${inhoudVan('oud')} is distinct from ${inhoudVan('excluded')})
    select ${v.i} from v`,
});

export function alsSessierij(
  id: string,
  inhoud: Objectinhoud,
  generatie: string | undefined,
): Objectvraag & { clients: Clientrij[] } {
  const delen = Object.entries((inhoud.authorizations ?? {}) as Record<string, Clientdeel>);
  const clients = delen.map(([client_id, { sid, grantId, persistsLogout }]) => ({
    client_id,
    sid: sid ?? null,
    grant_id: grantId ?? null,
    persists_logout: persistsLogout ?? null,
  }));
  return { ...alsObjectrij(SESSIE, id, { ...inhoud, generatie }), clients };
}

/** A client's part of `authorizations`, as the library keeps it in a session. */
interface Clientdeel {
  sid?: string;
  grantId?: string;
  persistsLogout?: boolean;
}

export function alsSessie(rij: Sessierij): Objectinhoud {
  const delen = rij.clients.map(({ client_id, sid, grant_id, persists_logout }): [string, Clientdeel] => [
    client_id,
    {
      ...(sid ? { sid } : {}),
      ...(grant_id ? { grantId: grant_id } : {}),
      ...(typeof persists_logout === 'boolean' ? { persistsLogout: persists_logout } : {}),
    },
  ]);
  return { ...alsObject(SESSIE, rij), authorizations: Object.fromEntries(delen) };
}

/**
 * After this many seconds of use, the session is written again. Idle time is counted in minutes, so less does
 * not matter.
 */
const EVEN = 60;

/** Whether a session that was read as `afdruk` is worth a write. */
export function isVeranderd(inhoud: Objectinhoud, gelezen: { afdruk: string; exp: number } | undefined): boolean {
  if (!gelezen || gelezen.afdruk !== afdrukVan(inhoud)) return true;
  const langer = (inhoud.exp ?? 0) - gelezen.exp;
  return langer < 0 || langer >= EVEN;
}

/**
 * All of a session except its times. It is taken when the session is read, because the library changes parts
 * of the session in place.
 */
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
