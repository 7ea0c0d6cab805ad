import { sql } from 'kysely';
import { type Adapter, errors } from 'oidc-provider';
import { machinetijd } from '../../klok.ts';
import { type Database, hooguit, vraagGebundeld } from '../../store/index.ts';
import { isProofVanVerzoek } from '../bibliotheek/binnenwerk.ts';
import { objectAdapter } from './object_adapter.ts';
import { bewaarOpdracht, leesOpdracht } from './objectrijen.ts';
import { alsObjectrij, type Objectinhoud } from './objectsoort.ts';
import { REPLAY } from './soorten.ts';

/** Each of these holds a connection. The limit keeps one application from taking more of the pool. */
const TEGELIJK = 3;

/**
 * The library looks first and saves later. When two requests have looked at the same time, this refuses the
 * second one. A proof that comes again is `invalid_dpop_proof` (RFC 9449 § 7.1, § 12.2). The library itself
 * would blame the code or the token.
 */
export function replayAdapter(db: Database): Adapter {
  const gewoon = objectAdapter(db, REPLAY);
  const sluis = hooguit(TEGELIJK);
  return {
    ...gewoon,
    async find(id) {
      const gevonden = await gewoon.find(id);
      const loopt = Number(gevonden?.exp) * 1000 > machinetijd();
      if (loopt && isProofVanVerzoek(id)) throw herhaaldBewijs();
      return gevonden;
    },
    async upsert(id, inhoud) {
      if (await sluis(() => voegNieuwToe(db, id, inhoud as Objectinhoud))) return;
      throw isProofVanVerzoek(id)
        ? herhaaldBewijs()
        : new errors.InvalidClientAuth('client assertion tokens must only be used once');
    },
  };
}

function herhaaldBewijs(): Error {
  return new errors.InvalidDpopProof('DPoP proof JWT Replay detected');
}

const LEES = leesOpdracht(REPLAY);
const BEWAAR = bewaarOpdracht(REPLAY);

/**
 * Adds a row only if no day's partition has its identifier yet.
 * @returns false when it was there already
 */
async function voegNieuwToe(db: Database, id: string, inhoud: Objectinhoud): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(trx);
    if (await vraagGebundeld(trx, LEES, { id })) return false;
    await vraagGebundeld(trx, BEWAAR, alsObjectrij(REPLAY, id, inhoud));
    return true;
  });
}
