import type { Database } from '../store/database.ts';

/** The classes a pupil sits in today, over all schools; the door keeps only those of schools that it may speak of. */
export async function leesKlassen(db: Database, leerlingId: string, vandaag: Temporal.PlainDate) {
  const dag = vandaag.toString();
  return db
    .selectFrom('klastoewijzingen')
    .innerJoin('klassen', 'klassen.id', 'klas_id')
    .select(['instellingsnummer', 'klas', 'subklas'])
    .where('leerling_id', '=', leerlingId)
    .where('van', '<=', dag)
    .where((eb) => eb.or([eb('tot', 'is', null), eb('tot', '>=', dag)]))
    .orderBy('instellingsnummer')
    .orderBy('klas')
    .orderBy('subklas')
    .execute();
}
