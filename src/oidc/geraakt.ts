import { sql } from 'kysely';
import type { Database } from '../store/index.ts';
import { afmeldberichten } from './afmeldbericht.ts';
import { AFMELDING, type Afmeldbenodigdheden } from './afmelden.ts';
import { type Afgemeld, verwijderSessies } from './sessie.ts';

/**
 * In the transaction of a load of the register: sessions end of accounts that went into another one or whose pupil left a school,
 * and the applications hear of it. Out of all that it touched only who is signed in matters: at night next to nobody.
 */
export async function meldGeraakteAf(
  { rooster, toepassing, pairwiseZout }: Pick<Afmeldbenodigdheden, 'rooster' | 'toepassing' | 'pairwiseZout'>,
  trx: Database,
): Promise<void> {
  await sql`analyze geraakte_accounts`.execute(trx);
  // The pupil of before: after a merge it is still the one that the applications know by its `sub`.
  const { rows } = await sql<{ uid: string; client_id: string | null; sid: string | null; leerling_id: string }>`
    select distinct s.uid, c.client_id, c.sid, g.leerling_id
    from geraakte_accounts g join oidc_sessions s using (account_uuid)
    left join oidc_session_clients c on c.session_uid = s.uid`.execute(trx);
  await verwijderSessies(trx, [...new Set(rows.map(({ uid }) => uid))]);
  const afgemeld = rows.flatMap(({ uid, client_id, sid, leerling_id }): Afgemeld[] =>
    client_id === null ? [] : [{ clientId: client_id, leerlingId: leerling_id, sid, sessionUid: uid }],
  );
  await rooster.geefOp(trx, AFMELDING, afmeldberichten(afgemeld, toepassing, pairwiseZout));
}
