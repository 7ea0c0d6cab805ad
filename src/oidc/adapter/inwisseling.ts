import { type Adapter, Provider } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { bundelopdracht, vraagGebundeld } from '../../store/index.ts';
import { teLaat } from './object_adapter.ts';
import { bewaarSql, type Inhoud, type Rij, vragenSql } from './objectrijen.ts';
import { alsRij, SOORTEN, type Soort } from './soorten.ts';
import type { Vooruit } from './vooruit.ts';

const ACCESS_TOKEN = SOORTEN.AccessToken as Soort;

/**
 * Redeems a code: marks it as used and keeps the access token that it gives, or does neither. No answer: the code was used
 * before, or is gone. Of two in one statement the first one counts.
 */
const WISSEL_IN = bundelopdracht<Rij & { code: string }>(`
  with v as materialized (select * from ${vragenSql(ACCESS_TOKEN, ', code text')}),
  verbruikt as (
    update oidc_authorization_codes set consumed_op = now()
    where id = any(array(select code from v order by code)) and consumed_op is null
    returning id
  ),
  eerste as (select min(v.i) as i from v join verbruikt on verbruikt.id = v.code group by v.code),
  bewaard as (${bewaarSql(ACCESS_TOKEN, 'v join eerste using (i)')})
  select i from eerste`);

/** The library marks a code as used and then keeps its access token, or fails: the statement of the token does both. */
export function codeAdapter(gewoon: Adapter, inTeWisselen: Vooruit<string>): Adapter {
  return {
    ...gewoon,
    async consume(id) {
      if (Provider.ctx?.oidc.route !== 'token') return gewoon.consume(id);
      inTeWisselen.leg('code', id);
    },
  };
}

export function tokenAdapter(gewoon: Adapter, db: Database, inTeWisselen: Vooruit<string>): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const code = inTeWisselen.neem('code');
      if (code === undefined) return gewoon.upsert(id, inhoud, duur);
      const gelukt = await vraagGebundeld(db, WISSEL_IN, { ...alsRij(ACCESS_TOKEN, id, inhoud as Inhoud), code });
      if (!gelukt) throw await teLaat(db, 'AuthorizationCode', SOORTEN.AuthorizationCode as Soort, code);
    },
  };
}
