import type { Database } from '../store/database.ts';

/** One handing-over, as it is proven later: codes of data, never their values (S0 art. 6). */
export interface Mededelingsbewijs {
  tijdstip: Temporal.Instant;
  protocol: string;
  protocolHash: string;
  clientId: string;
  leerlingId: string;
  accountUuid: string;
  gegevens: readonly string[];
  artikelen: readonly string[];
  rechtsgrond: string;
  aanleiding: 'aanmelding' | 'userinfo';
}

/** Resolves once the row is durable: a commit of PostgreSQL, so nothing may leave before this promise does. */
export async function schrijfPrivacylog(db: Database, bewijs: Mededelingsbewijs): Promise<void> {
  await db
    .insertInto('privacylog')
    .values({
      tijdstip: bewijs.tijdstip.toString(),
      protocol: bewijs.protocol,
      protocol_hash: bewijs.protocolHash,
      client_id: bewijs.clientId,
      leerling_id: bewijs.leerlingId,
      account_uuid: bewijs.accountUuid,
      gegevens: [...bewijs.gegevens],
      artikelen: [...bewijs.artikelen],
      rechtsgrond: bewijs.rechtsgrond,
      aanleiding: bewijs.aanleiding,
    })
    .execute();
}
