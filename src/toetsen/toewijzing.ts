import { sql } from 'kysely';
import { TIJDZONE } from '../klok.ts';
import type { Database } from '../store/database.ts';

/** Days in Belgium, both included. */
interface Dagen {
  van: string;
  tot: string;
}

/**
 * The tests that are assigned to a pupil in these windows, with the moment of each in ISO 8601 (S3 art. 4: what the test platform
 * gets). A test of another round is none of its business.
 */
export async function leesToegewezenToetsen(db: Database, leerlingId: string, vensters: readonly Dagen[]) {
  const dag = (kolom: string) => sql`(${sql.ref(kolom)} at time zone ${TIJDZONE})::date`;
  const rijen = await db
    .selectFrom('toetstoewijzingen')
    .select(['toets', 'van', 'tot'])
    .where('leerling_id', '=', leerlingId)
    .where((eb) =>
      eb.or(
        vensters.map((venster) => sql<boolean>`${dag('van')} >= ${venster.van} and ${dag('tot')} <= ${venster.tot}`),
      ),
    )
    .orderBy('van')
    .orderBy('toets')
    .execute();
  return rijen.map(({ toets, van, tot }) => ({ toets, toetsmoment: { van: van.toString(), tot: tot.toString() } }));
}
