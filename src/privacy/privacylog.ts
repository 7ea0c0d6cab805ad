import { bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';

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

/** Rows of handings-over at the same moment share a statement, and so a flush to disk. */
const SCHRIJF = bundelopdracht<Record<string, unknown>>(`
  insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens, artikelen,
    rechtsgrond, aanleiding)
  select tijdstip, protocol, "protocolHash", "clientId", "leerlingId", "accountUuid", gegevens, artikelen, rechtsgrond,
    aanleiding
  from json_to_recordset($1::json) as v(tijdstip timestamptz, protocol text, "protocolHash" text, "clientId" text,
    "leerlingId" uuid, "accountUuid" uuid, gegevens text[], artikelen text[], rechtsgrond text, aanleiding text)`);

/** Resolves once the row is durable: a commit of PostgreSQL, so nothing may leave before this promise does. */
export async function schrijfPrivacylog(db: Database, bewijs: Mededelingsbewijs): Promise<void> {
  await vraagGebundeld(db, SCHRIJF, { ...bewijs, tijdstip: bewijs.tijdstip.toString() });
}
