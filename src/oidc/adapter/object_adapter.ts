import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { type Database, vraagGebundeld } from '../../store/index.ts';
import {
  bewaarOpdracht,
  intrekOpdracht,
  isId,
  leesOpdracht,
  type Objectinhoud,
  verbruikOpdracht,
  verwijderOpdracht,
} from './objectrijen.ts';
import { alsObject, alsObjectrij, GRANT, type Objectsoort } from './soorten.ts';

/** What an object of any kind can do; the kinds with more to them add it. */
export function objectAdapter(db: Database, naam: string, soort: Objectsoort): Adapter {
  const [lees, bewaar] = [leesOpdracht(soort), bewaarOpdracht(soort)];
  const [verbruik, verwijder, trekIn] = [verbruikOpdracht(soort), verwijderOpdracht(soort), intrekOpdracht(soort)];
  return {
    async upsert(id, inhoud) {
      await vraagGebundeld(db, bewaar, alsObjectrij(soort, id, inhoud as Objectinhoud));
    },
    async find(id) {
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id }) : undefined;
      return rij && (alsObject(soort, naam, rij) as AdapterPayload);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    async consume(id) {
      if (!(await vraagGebundeld(db, verbruik, { id }))) throw await teLaat(db, naam, soort, id);
    },
    async destroy(id) {
      if (isId(id)) await vraagGebundeld(db, verwijder, { id });
    },
    async revokeByGrantId(id) {
      if (isId(id)) await vraagGebundeld(db, trekIn, { id });
    },
  };
}

/** A code that comes twice revokes what the first one got (RFC 6749 § 4.1.2): its access tokens and the grant behind them. */
export async function teLaat(db: Database, naam: string, soort: Objectsoort, id: string): Promise<Error> {
  if (naam === 'PushedAuthorizationRequest') return new errors.InvalidRequestUri('request_uri was already used');
  const grantId = (await vraagGebundeld(db, leesOpdracht(soort), { id }))?.grant_id;
  if (typeof grantId === 'string') {
    await vraagGebundeld(db, verwijderOpdracht(GRANT), { id: grantId });
    await vraagGebundeld(db, intrekOpdracht({ tabel: 'oidc_access_tokens' }), { id: grantId });
  }
  return new errors.InvalidGrant('authorization code already consumed');
}
