import { bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';

/** On what a handing-over rests. */
export interface Grondslag {
  protocol: string;
  protocolHash: string;
  artikelen: readonly string[];
  rechtsgrond: string;
}

/** One handing-over, as it is proven later: codes of data, never their values (S0 art. 6). */
export interface Mededelingsbewijs extends Grondslag {
  tijdstip: Temporal.Instant;
  clientId: string;
  leerlingId: string;
  accountUuid: string;
  gegevens: readonly string[];
  aanleiding: 'aanmelding' | 'userinfo';
  /** The act under which LeerID itself holds some of it. */
  onder: Grondslag | undefined;
}

/** Rows of handings-over at the same moment share a statement, and so a flush to disk. */
const SCHRIJF = bundelopdracht<Record<string, unknown>>(`
  insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens, artikelen,
    rechtsgrond, aanleiding, onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond)
  select tijdstip, protocol, "protocolHash", "clientId", "leerlingId", "accountUuid", gegevens, artikelen, rechtsgrond,
    aanleiding, "onderProtocol", "onderHash", "onderArtikelen", "onderRechtsgrond"
  from json_to_recordset($1::json) as v(tijdstip timestamptz, protocol text, "protocolHash" text, "clientId" text,
    "leerlingId" uuid, "accountUuid" uuid, gegevens text[], artikelen text[], rechtsgrond text, aanleiding text,
    "onderProtocol" text, "onderHash" text, "onderArtikelen" text[], "onderRechtsgrond" text)`);

/** Resolves once the row is durable: a commit of PostgreSQL, so nothing may leave before this promise does. */
export async function schrijfPrivacylog(db: Database, { onder, ...bewijs }: Mededelingsbewijs): Promise<void> {
  await vraagGebundeld(db, SCHRIJF, {
    ...bewijs,
    tijdstip: bewijs.tijdstip.toString(),
    onderProtocol: onder?.protocol,
    onderHash: onder?.protocolHash,
    onderArtikelen: onder?.artikelen,
    onderRechtsgrond: onder?.rechtsgrond,
  });
}
