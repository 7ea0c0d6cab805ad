import { sql } from 'kysely';
import type { Database } from '../store/index.ts';
import { type Aankondiger, aankondiging } from './afmelden/afmelden.ts';
import { meegedeeld } from './afmelden/meegedeeld.ts';
import { vernieuwGeneratie, verwijderSessies } from './afmelden/sessie_einde.ts';

/**
 * In the transaction of a load of the register: sessions end of accounts that went into another one or whose pupil left a school,
 * and the applications hear of it. Out of all that it touched only who is signed in matters: at night next to nobody.
 */
export async function meldGeraakteAf(nodig: Aankondiger, trx: Database): Promise<void> {
  await sql`analyze geraakte_accounts`.execute(trx);
  await vernieuwGeneratie(trx, sql`select account_uuid from geraakte_accounts`);
  const sessies = sql`geraakte_accounts g join oidc_sessions s using (account_uuid)`;
  // The pupil of before: after a merge it is still the one that the applications know by its `sub`.
  await aankondiging(nodig)(
    trx,
    sql`select distinct client_id, leerling_id, sid, session_uid from ${meegedeeld(
      sql`select c.*, g.leerling_id from ${sessies} join oidc_session_clients c on c.session_uid = s.uid`,
    )} c`,
  );
  await verwijderSessies(trx, sql`select s.uid from ${sessies}`);
}
