import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { type Database, vraagGebundeld } from '../../store/index.ts';
import {
  bewaarOpdracht,
  intrekOpdracht,
  isId,
  leesOpdracht,
  verbruikOpdracht,
  verwijderOpdracht,
} from './objectrijen.ts';
import { alsObject, alsObjectrij, type Objectinhoud, type Objectsoort } from './objectsoort.ts';
import { ACCESS_TOKEN, CODE, GRANT } from './soorten.ts';

/** What every kind of object can do. Kinds that can do more add the rest. */
export function objectAdapter<Rij>(db: Database, soort: Objectsoort<Rij>): Adapter {
  const [lees, bewaar] = [leesOpdracht(soort), bewaarOpdracht(soort)];
  const [verbruik, verwijder, trekIn] = [verbruikOpdracht(soort), verwijderOpdracht(soort), intrekOpdracht(soort)];
  return {
    async upsert(id, inhoud) {
      await vraagGebundeld(db, bewaar, alsObjectrij(soort, id, inhoud as Objectinhoud));
    },
    async find(id) {
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id }) : undefined;
      return rij && (alsObject(soort, rij) as AdapterPayload);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    async consume(id) {
      if (await vraagGebundeld(db, verbruik, { id })) return;
      if (soort.naam === CODE.naam) await eisOngebruikt(db, id);
      throw new errors.InvalidRequestUri('request_uri was already used');
    },
    async destroy(id) {
      if (isId(id)) await vraagGebundeld(db, verwijder, { id });
    },
    async revokeByGrantId(id) {
      if (isId(id)) await vraagGebundeld(db, trekIn, { grant_id: id });
    },
  };
}

const LEES_CODE = leesOpdracht(CODE);
const VERWIJDER_GRANT = verwijderOpdracht(GRANT);
const TREK_TOKENS_IN = intrekOpdracht(ACCESS_TOKEN);

/**
 * When a code comes twice, this revokes what the first request got: its access tokens and the grant behind
 * them (RFC 6749 § 4.1.2).
 * @throws InvalidGrant if this code was used. A code that is gone, or may still be used, passes
 */
export async function eisOngebruikt(db: Database, id: string): Promise<void> {
  const code = await vraagGebundeld(db, LEES_CODE, { id });
  if (!code?.verbruikt) return;
  if (code.grant_id) {
    await vraagGebundeld(db, VERWIJDER_GRANT, { id: code.grant_id });
    await vraagGebundeld(db, TREK_TOKENS_IN, { grant_id: code.grant_id });
  }
  throw new errors.InvalidGrant('authorization code already consumed');
}
