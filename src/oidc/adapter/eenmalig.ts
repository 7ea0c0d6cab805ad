import { sql } from 'kysely';
import { type Adapter, errors, Provider } from 'oidc-provider';
import { vraagGebundeld } from '../../store/bundel.ts';
import type { Database } from '../../store/database.ts';
import { bewaarOpdracht, type Inhoud, leesOpdracht, type Rij } from './rijen.ts';
import { alsRij, type Soort } from './soorten.ts';

/** The library looks first and saves later; of two that looked at once, the second one hears that it is late. */
export function replayAdapter(gewoon: Adapter, db: Database, soort: Soort): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud) {
      if (await voegNieuwToe(db, soort, alsRij(soort, id, inhoud as Inhoud))) return;
      const isProof = Provider.ctx?.get('DPoP') && !Provider.ctx.oidc.params?.client_assertion;
      throw isProof
        ? new errors.InvalidDpopProof('DPoP proof JWT Replay detected')
        : new errors.InvalidClientAuth('client assertion tokens must only be used once');
    },
  };
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
