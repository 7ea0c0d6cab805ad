import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import type { Akte } from '../protocol/index.ts';
import type { Database } from '../store/database.ts';
import { WIE_AANZET } from './akkoord.ts';

/**
 * The classes a pupil sits in today, of schools that are recognised today and that agree with the very text of the act that is in force
 * (S2 art. 3, 4 and 12). The agreement is read in the statement that reads the classes: a school's word counts at once on every node. What a
 * school declared before the act was signed counts for nothing.
 */
export async function leesKlassen(db: Database, klok: Klok, leerlingId: string, akte: Akte) {
  const dag = klok.vandaag().toString();
  return db
    .selectFrom('klastoewijzingen')
    .innerJoin('klassen', 'klassen.id', 'klas_id')
    .innerJoin('scholen', 'scholen.instellingsnummer', 'klassen.instellingsnummer')
    .select(['klassen.instellingsnummer', 'klas', 'subklas'])
    .where('leerling_id', '=', leerlingId)
    .where('van', '<=', dag)
    .where((eb) => eb.or([eb('tot', 'is', null), eb('tot', '>=', dag)]))
    .where('erkend', '=', true)
    .where(
      sql<boolean>`exists (select from akkoordverklaringen a where a.instellingsnummer = klassen.instellingsnummer
        and (a.protocol, a.protocol_hash, a.door) = (${akte.protocol.protocol}, ${akte.hash}, ${WIE_AANZET}) and a.gestopt_op is null
        and a.verklaard_op between ${akte.sinds.toString()}::timestamptz and ${klok.nu().toString()}::timestamptz)`,
    )
    .orderBy('klassen.instellingsnummer')
    .orderBy('klas')
    .orderBy('subklas')
    .execute();
}
