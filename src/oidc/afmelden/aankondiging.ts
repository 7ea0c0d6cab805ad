import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import type { Afgemeld, KondigAan } from './sessie_einde.ts';

/** Logout messages are written in the same transaction that ends the sessions. */

/** Where one application receives the message, and with which algorithm the message is signed. */
export interface Adressering {
  client_id: string;
  adres: string;
  alg: string;
}

/**
 * Writes a message for each session and each application that can receive one (OIDC Back-Channel Logout 1.0).
 * All of it happens in the database, however many messages there are.
 */
export function kondigAanBij(ontvangers: readonly Adressering[]): KondigAan {
  return async (trx: Database, afgemeld: RawBuilder<Afgemeld>) => {
    if (ontvangers.length === 0) return;
    await sql`insert into afmeldberichten (client_id, adres, alg, leerling_id, sid, session_uid)
      select o.client_id, o.adres, o.alg, a.leerling_id, a.sid, a.session_uid
      from (${afgemeld}) a
      join json_to_recordset(${JSON.stringify(ontvangers)}::json) as o(client_id text, adres text, alg text) using (client_id)
      on conflict do nothing`.execute(trx);
  };
}

/**
 * Announces to those of the applications that have an address for it.
 * @param toepassingen the applications at that moment, also the ones that closed
 */
export function aankondiging(toepassingen: () => Iterable<Toepassing>): KondigAan {
  return (trx, afgemeld) => {
    const ontvangers = [...toepassingen()].flatMap(({ dossier }) =>
      dossier.backchannel_logout_uri
        ? {
            client_id: dossier.client_id,
            adres: dossier.backchannel_logout_uri,
            alg: dossier.id_token.id_token_signed_response_alg,
          }
        : [],
    );
    return kondigAanBij(ontvangers)(trx, afgemeld);
  };
}
