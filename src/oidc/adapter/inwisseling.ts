import type { Adapter } from 'oidc-provider';
import { type Logschrijver, logschrijverMet } from '../../mededeling/index.ts';
import { LEVEND, vraagtype } from '../../store/index.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { eisOngebruikt } from './object_adapter.ts';
import { bewaarSql, meegebracht } from './objectrijen.ts';
import { alsObjectrij, type Objectinhoud, type Objectvraag } from './objectsoort.ts';
import { ACCESS_TOKEN } from './soorten.ts';

/**
 * Redeems a code: it marks the code as used, keeps the access token of that code, and writes the log row of
 * the answer, or it does none of these. There is no answer when the code was used before, or is gone, or when
 * the session ended. When one statement has the same code twice, the first one counts.
 * docs/keuzes/database.md#a-code-is-used-in-the-statement-that-writes-its-log-row
 */
const wisselIn = logschrijverMet({
  vraag: { code: 'text', tokens: vraagtype<readonly Objectvraag[]>('json') },
  delen: `
    verbruikt as (
      update oidc_authorization_codes set consumed_op = now()
      where id = any(array(select code from lopend order by code)) and consumed_op is null and ${LEVEND}
      returning id
    ),
    samen as (select min(i) as i from lopend join verbruikt on verbruikt.id = code group by code),
    bewaard as (${bewaarSql(ACCESS_TOKEN, meegebracht(ACCESS_TOKEN, 'lopend join samen using (i)', 'tokens'))})`,
});

/**
 * The library marks a code as used, and later it keeps the access token or fails. So at the token endpoint
 * the mark waits: the code is set aside, and the token beside it, until the door writes the log row.
 * `eindpunten/schrijfbewaking.ts` makes sure that no answer leaves while either of them still waits.
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

export function inwisselendToken(gewoon: Adapter): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const onthouden = geheugen();
      const code = onthouden.codeInTeWisselen;
      if (code === undefined) return gewoon.upsert(id, inhoud, duur);
      onthouden.codeInTeWisselen = undefined;
      onthouden.wisselIn = inwisseling(code, alsObjectrij(ACCESS_TOKEN, id, inhoud as Objectinhoud));
    },
  };
}

function inwisseling(code: string, token: Objectvraag): Logschrijver {
  const schrijf = wisselIn({ code, tokens: [token] });
  return async (db, rij) => {
    const gelukt = await schrijf(db, rij);
    if (!gelukt) await eisOngebruikt(db, code);
    return gelukt;
  };
}
