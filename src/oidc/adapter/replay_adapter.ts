import { type Adapter, errors } from 'oidc-provider';
import { bundelopdracht, type Database, vraagGebundeld } from '../../store/index.ts';
import { huidigVerzoek, isProofVanVerzoek } from '../bibliotheek/binnenwerk.ts';
import { objectAdapter } from './object_adapter.ts';
import { teBewaren } from './objectrijen.ts';
import { alsObjectrij, type Objectinhoud } from './objectsoort.ts';
import { REPLAY } from './soorten.ts';

/**
 * Keeps a proof that nobody kept before, on whatever day. There is no answer when it was there already. The
 * proofs of one statement are locked in one order, so that two statements never wait for each other.
 */
const BEWAAR_NIEUW = bundelopdracht({
  vraag: teBewaren(REPLAY),
  sql: ({ vragen, v }) => `
    with v as materialized (select * from ${vragen} order by ${v.id}, ${v.i}),
    geteld as materialized (
      select ${v.i}, bewaar_nieuw_bewijs(${v.id}, to_timestamp(${v.iat}), to_timestamp(${v.exp}), ${v.iss}) as nieuw from v)
    select i from geteld where nieuw`,
});

/**
 * The library looks first and saves later. Within a request the look is left out: the statement that saves
 * decides, also when two requests come at the same time. A proof that comes again is `invalid_dpop_proof`
 * (RFC 9449 § 7.1, § 12.2). The library itself would blame the code or the token.
 * docs/keuzes/database.md#a-proof-counts-once-by-one-statement
 */
export function replayAdapter(db: Database): Adapter {
  const gewoon = objectAdapter(db, REPLAY);
  return {
    ...gewoon,
    find: async (id) => (huidigVerzoek() ? undefined : gewoon.find(id)),
    async upsert(id, inhoud) {
      if (await vraagGebundeld(db, BEWAAR_NIEUW, alsObjectrij(REPLAY, id, inhoud as Objectinhoud))) return;
      throw isProofVanVerzoek(id)
        ? new errors.InvalidDpopProof('DPoP proof JWT Replay detected')
        : new errors.InvalidClientAuth('client assertion tokens must only be used once');
    },
  };
}
