import type { Database } from '../store/database.ts';

/** The tests that are assigned to a pupil, with the moment of each in ISO 8601 (S3 art. 4: what the test platform gets). */
export async function leesToegewezenToetsen(db: Database, leerlingId: string) {
  const rijen = await db
    .selectFrom('toetstoewijzingen')
    .select(['toets', 'van', 'tot'])
    .where('leerling_id', '=', leerlingId)
    .orderBy('van')
    .orderBy('toets')
    .execute();
  return rijen.map(({ toets, van, tot }) => ({ toets, toetsmoment: { van: van.toString(), tot: tot.toString() } }));
}
