import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { type Adapter, errors, Provider } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { hooguit, vraagGebundeld } from '../../store/index.ts';
import { bewaarOpdracht, type Inhoud, leesOpdracht, type Rij } from './objectrijen.ts';
import { alsRij, type Soort } from './soorten.ts';

/** Each holds a connection: one application takes no more of the pool. */
const TEGELIJK = 3;

/**
 * The library looks first and saves later; of two that looked at once, the second one hears that it is late. A proof that
 * comes again is `invalid_dpop_proof` (RFC 9449 § 7.1, § 12.2), where the library says what it would of the code or the token.
 */
export function replayAdapter(gewoon: Adapter, db: Database, soort: Soort): Adapter {
  const sluis = hooguit(TEGELIJK);
  return {
    ...gewoon,
    async find(id) {
      const gevonden = await gewoon.find(id);
      const loopt = Number(gevonden?.exp) * 1000 > Temporal.Now.instant().epochMilliseconds;
      if (loopt && isProof(id)) throw herhaaldBewijs();
      return gevonden;
    },
    async upsert(id, inhoud) {
      if (await sluis(() => voegNieuwToe(db, soort, alsRij(soort, id, inhoud as Inhoud)))) return;
      throw isProof(id)
        ? herhaaldBewijs()
        : new errors.InvalidClientAuth('client assertion tokens must only be used once');
    },
  };
}

function herhaaldBewijs(): Error {
  return new errors.InvalidDpopProof('DPoP proof JWT Replay detected');
}

/** Whether this is how the library names the proof of this request, and not its client assertion. */
function isProof(id: string): boolean {
  const ctx = Provider.ctx;
  const proof = ctx?.get('DPoP');
  if (!ctx || !proof) return false;
  const clientId = ctx.oidc.client?.clientId ?? ctx.oidc.accessToken?.clientId;
  return (
    id ===
    createHash('sha256')
      .update(`${clientId}${decodeJwt(proof).jti}`)
      .digest('base64url')
  );
}

/** Adds a row only if its identifier is new, whatever day it was made. False: it was there already. */
async function voegNieuwToe(db: Database, soort: Soort, rij: Rij): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${rij.id}, 0))`.execute(trx);
    if (await vraagGebundeld(trx, leesOpdracht(soort), { id: rij.id })) return false;
    await vraagGebundeld(trx, bewaarOpdracht(soort), rij);
    return true;
  });
}
