import type { Adapter } from 'oidc-provider';
import { bundelopdracht, type Database, vraagGebundeld } from '../../store/index.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { codeWasGebruikt } from './object_adapter.ts';
import { bewaarSql, teBewaren } from './objectrijen.ts';
import { alsObjectrij, type Objectinhoud } from './objectsoort.ts';
import { ACCESS_TOKEN } from './soorten.ts';

/**
 * Redeems a code: it marks the code as used and keeps the access token of that code, or it does neither.
 * There is no answer when the code was used before, or is gone. When one statement has the same code twice,
 * the first one counts.
 * docs/keuzes/database.md#a-code-is-used-in-the-statement-that-keeps-its-access-token
 */
const WISSEL_IN = bundelopdracht({
  vraag: { ...teBewaren(ACCESS_TOKEN), code: 'text' },
  sql: ({ vragen, v }) => `
    with v as materialized (select * from ${vragen}),
    verbruikt as (
      update oidc_authorization_codes set consumed_op = now()
      where id = any(array(select ${v.code} from v order by ${v.code})) and consumed_op is null
      returning id
    ),
    eerste as (select min(${v.i}) as i from v join verbruikt on verbruikt.id = ${v.code} group by ${v.code}),
    bewaard as (${bewaarSql(ACCESS_TOKEN, 'v join eerste using (i)')})
    select i from eerste`,
});

/**
 * The library marks a code as used, and later it keeps the access token or fails. So at the token endpoint
 * the mark waits: the code is set aside, and the statement that keeps the token redeems it.
 * `eindpunten/inwisselbewaking.ts` makes sure that no answer leaves while a code still waits.
 */
export function inwisselbareCode(gewoon: Adapter): Adapter {
  return {
    ...gewoon,
    async consume(id) {
      if (huidigVerzoek()?.oidc.route === 'token') geheugen().codeInTeWisselen = id;
      else await gewoon.consume(id);
    },
  };
}

export function inwisselendToken(gewoon: Adapter, db: Database): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const onthouden = geheugen();
      const code = onthouden.codeInTeWisselen;
      if (code === undefined) return gewoon.upsert(id, inhoud, duur);
      onthouden.codeInTeWisselen = undefined;
      const rij = alsObjectrij(ACCESS_TOKEN, id, inhoud as Objectinhoud);
      if (!(await vraagGebundeld(db, WISSEL_IN, { ...rij, code }))) throw await codeWasGebruikt(db, code);
    },
  };
}
