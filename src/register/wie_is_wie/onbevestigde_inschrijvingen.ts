import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/**
 * An enrolment that a weak key made in a school that did not have the pupil
 * (discimus/toepassen/onbevestigd.ts).
 */
export interface OnbevestigdeInschrijving {
  id: string;
  /** The list does not tell. */
  leerling_id: string;
  instellingsnummer: string;
  stamnummer: string | null;
  onbevestigd_sinds: Temporal.Instant;
}

/** One of each pupil and school, the oldest first. */
export async function leesOnbevestigde(db: Database): Promise<OnbevestigdeInschrijving[]> {
  const { rows } = await sql<OnbevestigdeInschrijving>`
    select * from (
      select distinct on (instellingsnummer, leerling_id) id, leerling_id, instellingsnummer, stamnummer, onbevestigd_sinds
      from inschrijvingen where onbevestigd_sinds is not null
      order by instellingsnummer, leerling_id, onbevestigd_sinds, id
    ) order by onbevestigd_sinds, id`.execute(db);
  return rows;
}

/**
 * Somebody who knows confirms that the school rightly has this pupil.
 * @returns whether there was such an enrolment of this pupil
 */
export async function bevestig(trx: Database, inschrijving: string, leerling: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update inschrijvingen i set onbevestigd_sinds = null from inschrijvingen e
    where e.id = ${inschrijving}::uuid and e.leerling_id = ${leerling}::uuid and i.onbevestigd_sinds is not null
      and (i.leerling_id, i.instellingsnummer) = (e.leerling_id, e.instellingsnummer)`.execute(trx);
  return Number(numAffectedRows ?? 0) > 0;
}
