import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import { alleVan, bundelopdracht, kolom, LEVEND, type VraagVan } from '../../store/index.ts';
import { zoekSql } from './objectrijen.ts';
import { alsObject, alsObjectrij, type Objectinhoud, type Objectvraag } from './objectsoort.ts';
import { GRANT, type RijVanSoort, SESSIE } from './soorten.ts';

/**
 * What a client has in a session. Each client has a row of its own, so that nothing is lost when two tabs
 * sign in at the same time.
 */
export const CLIENTDEEL = { sid: 'text?', grant_id: 'text?', persists_logout: 'boolean?' } as const;
export const CLIENTRIJ = { client_id: 'text', ...CLIENTDEEL } as const;
export type Clientrij = VraagVan<typeof CLIENTRIJ>;

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
