import { bundelopdracht } from '../../store/bundel.ts';
import { bewaarSql, type Rij, vragenSql } from './rijen.ts';
import { SOORTEN, type Soort } from './soorten.ts';

const ACCESS_TOKEN = SOORTEN.AccessToken as Soort;

/**
 * Redeems a code: marks it as used and keeps the access token that it gives, or does neither. No answer: the code was used
 * before, or is gone. Of two in one statement the first one counts.
 */
export const WISSEL_IN = bundelopdracht<Rij & { code: string }>(`
  with v as materialized (select * from ${vragenSql(ACCESS_TOKEN, ', code text')}),
  verbruikt as (
    update oidc_authorization_codes set consumed_op = now()
    where id = any(array(select code from v order by code)) and consumed_op is null
    returning id
  ),
  eerste as (select min(v.i) as i from v join verbruikt on verbruikt.id = v.code group by v.code),
  bewaard as (${bewaarSql(ACCESS_TOKEN, 'v join eerste using (i)')})
  select i from eerste`);
