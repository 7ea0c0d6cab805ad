import type { Stroom } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import type { Hoedanigheid, Wie } from '../../wie/index.ts';
import type { Aanleiding } from './aanleiding.ts';
import type { Doel } from './doel.ts';
import { type Logschrijver, schrijfRij } from './logopdracht.ts';

/** The act under which data leave. */
export interface Grondslag {
  protocol: string;
  protocolHash: string;
  artikelen: readonly string[];
  rechtsgrond: string;
}

/** One handing-over, as it is proven later: codes of data, never their values (S0 art. 6). */
export interface Mededelingsbewijs extends Grondslag {
  tijdstip: Temporal.Instant;
  /** Who asked for it. */
  wie: Wie;
  /** In what capacity, where a person asked. */
  hoedanigheid?: Hoedanigheid | undefined;
  doel: Doel;
  stroom: Stroom;
  /** Which application or package received it. */
  clientId?: string | undefined;
  /** Which recipient of the act received it (art. 4). Always there where no client is. */
  ontvanger?: string | undefined;
  /** Whose data they are; absent where they are of no one pupil. */
  leerling?: { id: string; account_uuid: string } | undefined;
  gegevens: readonly string[];
  aanleiding: Exclude<Aanleiding, 'opzoeking'>;
  /** The delivery with which it leaves. */
  levering?: string | undefined;
  /** The `uid` of the session, if there is one. */
  sessie?: string | undefined;
  /** The act under which LeerID itself holds some of the data. */
  onder: Grondslag | undefined;
}

/**
 * Resolves once the row is durable, at the commit of PostgreSQL. Nothing may leave before that.
 * @param schrijf writes the row, by itself or together with what another room writes
 * @returns false if there is no row, because the session ended meanwhile or the other room refused: then
 * nothing may leave
 */
export async function schrijfPrivacylog(
  db: Database,
  { wie, leerling, onder, clientId, protocolHash, tijdstip, levering, ...bewijs }: Mededelingsbewijs,
  schrijf: Logschrijver = schrijfRij,
): Promise<boolean> {
  return schrijf(db, {
    ...bewijs,
    tijdstip: tijdstip.toString(),
    wie_soort: wie.soort,
    wie_id: idNaastLeerling(wie, leerling?.id),
    protocol_hash: protocolHash,
    client_id: clientId,
    levering_id: levering,
    leerling_id: leerling?.id,
    account_uuid: leerling?.account_uuid,
    onder_protocol: onder?.protocol,
    onder_protocol_hash: onder?.protocolHash,
    onder_artikelen: onder?.artikelen,
    onder_rechtsgrond: onder?.rechtsgrond,
  });
}

/** A pupil acts about himself alone: the row names him once, as the one whose data they are. */
export function idNaastLeerling(wie: Wie, leerlingId: string | undefined): string | undefined {
  if (wie.soort !== 'leerling') return wie.id;
  if (wie.id !== leerlingId) throw new Error('privacylog: a pupil asks for his own data alone');
  return undefined;
}
