import { bundelopdracht, LEVEND, recordsetSql, vraagtype } from '../../store/index.ts';
import { bewaarSql, meegebracht, teBewaren } from './objectrijen.ts';
import type { Objectvraag } from './objectsoort.ts';
import { CLIENTDEEL, CLIENTRIJ, type Clientrij } from './sessierijen.ts';
import { CODE, GRANT, SESSIE } from './soorten.ts';

const CLIENTNAMEN = Object.keys(CLIENTRIJ).join(', ');
const inhoudVan = (rij: string) =>
  `(${Object.keys(CLIENTDEEL)
    .map((naam) => `${rij}.${naam}`)
    .join(', ')})`;
const OPNIEUW = Object.keys(CLIENTDEEL).map((naam) => `${naam} = excluded.${naam}`);

const NA_CLIENTS = 'v cross join (select count(*) from clients) na_clients';
const RIJEN = vraagtype<readonly Objectvraag[] | undefined>('json');

/**
 * Keeps a session and its clients in one statement, with the grants and codes that its request gave, and with
 * the answer of the sign-in page that it used. When the identifier changed, the new row replaces the old row
 * at once: a code that is redeemed meanwhile always finds one of the two.
 *
 * There is no answer, and nothing is kept, when the account already has another generation or is getting one
 * at this moment. The lock keeps that from happening in between, and nobody waits for it. Neither is anything
 * kept when the answer of the sign-in page was used before: of several, the first one counts.
 *
 * An upsert locks each row that it meets, whether it changes the row or not, and waits for whoever is ending
 * that row. So a client that did not change is left out. Clients are taken in the order of their keys, and grants
 * come after them, because whoever closes an application locks them in that order.
 * docs/keuzes/database.md#what-an-authorization-request-writes-is-one-statement
 */
export const BEWAAR_SESSIE = bundelopdracht({
  vraag: {
    ...teBewaren(SESSIE),
    clients: vraagtype<readonly Clientrij[]>('json'),
    vervangt: 'text?',
    antwoord: 'text?',
    antwoord_op: 'bigint?',
    grants: RIJEN,
    codes: RIJEN,
  },
  sql: ({ vragen, v }) => `
    with vraag as materialized (select * from ${vragen}),
    account as materialized (
      select account_uuid, aanmeldgeneratie from accounts
      where account_uuid = any(array(select account_uuid from vraag)) for key share skip locked),
    gekend as materialized (
      select vraag.* from vraag left join account using (account_uuid, aanmeldgeneratie)
      where vraag.account_uuid is null or account.account_uuid is not null),
    gebruikt as (
      insert into oidc_gebruikte_antwoorden (id, gemaakt_op)
      select antwoord, to_timestamp(antwoord_op) from gekend where antwoord is not null order by antwoord
      on conflict do nothing returning id),
    v as materialized (
      select * from gekend where antwoord is null
        or i in (select min(i) from gekend join gebruikt on gebruikt.id = antwoord group by antwoord)),
    weg as (
      delete from oidc_sessions where id = any(array(select ${v.vervangt} from v order by ${v.vervangt})) and ${LEVEND}),
    bewaard as (${bewaarSql(SESSIE, 'v')}),
    clients as (
      insert into oidc_session_clients as oud (session_uid, gemaakt_op, ${CLIENTNAMEN}, meegedeeld)
      select v.uid, to_timestamp(v.iat), c.*, false
      from v cross join lateral ${recordsetSql('c', v.clients, CLIENTRIJ)}
      where (select ${inhoudVan('o')} is not distinct from ${inhoudVan('c')}
        from oidc_session_clients o
        where (o.session_uid, o.client_id, o.gemaakt_op) = (v.uid, c.client_id, to_timestamp(v.iat)) and ${LEVEND}) is not true
      order by v.uid, c.client_id
      on conflict (session_uid, client_id, gemaakt_op) do update set ${OPNIEUW.join(', ')}
        where ${inhoudVan('oud')} is distinct from ${inhoudVan('excluded')}
      returning session_uid),
    grants as (${bewaarSql(GRANT, meegebracht(GRANT, NA_CLIENTS, v.grants))}),
    codes as (${bewaarSql(CODE, meegebracht(CODE, 'v', v.codes))})
    select ${v.i} from v`,
});
