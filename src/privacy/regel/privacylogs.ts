import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { type Grondslag, idNaastLeerling, type Mededelingsbewijs } from './privacylog.ts';

/** Pupils of whom the same data leave, as codes. */
export interface Bewijsgroep {
  gegevens: readonly string[];
  artikelen: readonly string[];
  /** The act under which LeerID itself holds some of these data. */
  onder: Grondslag | undefined;
}

/** Whose data leave, and with which group. */
export interface Groepslid {
  id: string;
  account_uuid: string;
  /** Its place in `groepen`. */
  groep: number;
}

/** Many handings-over of one moment, to one recipient, on one occasion. */
export interface Mededelingsbewijzen
  extends Omit<Mededelingsbewijs, 'leerling' | 'gegevens' | 'artikelen' | 'onder' | 'sessie'> {
  groepen: readonly Bewijsgroep[];
  leerlingen: readonly Groepslid[];
}

/**
 * Writes a row per pupil, in one statement. Resolves once all are durable, at the commit of PostgreSQL. Nothing may
 * leave before that.
 */
export async function schrijfPrivacylogs(db: Database, bewijzen: Mededelingsbewijzen): Promise<void> {
  const { wie, clientId, protocolHash, tijdstip, levering, groepen, leerlingen, ...bewijs } = bewijzen;
  if (leerlingen.length === 0) return;
  const groepsrijen = groepen.map(({ gegevens, artikelen, onder }, groep) => ({
    groep,
    gegevens,
    artikelen,
    onder_protocol: onder?.protocol,
    onder_protocol_hash: onder?.protocolHash,
    onder_artikelen: onder?.artikelen,
    onder_rechtsgrond: onder?.rechtsgrond,
  }));
  await sql`
    insert into privacylog (tijdstip, wie_soort, wie_id, doel, stroom, hoedanigheid, protocol, protocol_hash, client_id,
      ontvanger, levering_id, aanleiding, rechtsgrond, leerling_id, account_uuid, gegevens, artikelen,
      onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond)
    select ${tijdstip.toString()}::timestamptz, ${wie.soort}::privacylog_wie, ${idNaastLeerling(wie, undefined)},
      ${bewijs.doel}::privacylog_doel, ${bewijs.stroom}::privacylog_stroom, ${bewijs.hoedanigheid ?? null},
      ${bewijs.protocol}, ${protocolHash}, ${clientId ?? null}, ${bewijs.ontvanger ?? null}, ${levering ?? null}::uuid,
      ${bewijs.aanleiding}, ${bewijs.rechtsgrond}, l.id, l.account_uuid, g.gegevens, g.artikelen,
      g.onder_protocol, g.onder_protocol_hash, g.onder_artikelen, g.onder_rechtsgrond
    from unnest(${leerlingen.map(({ id }) => id)}::uuid[], ${leerlingen.map(({ account_uuid }) => account_uuid)}::uuid[],
        ${leerlingen.map(({ groep }) => groep)}::int[]) with ordinality as l(id, account_uuid, groep, plaats)
      join json_to_recordset(${JSON.stringify(groepsrijen)}::json) as g(groep int, gegevens text[], artikelen text[],
        onder_protocol text, onder_protocol_hash text, onder_artikelen text[], onder_rechtsgrond text)
        on g.groep = l.groep
    order by l.plaats`.execute(db);
}
