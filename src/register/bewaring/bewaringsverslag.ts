import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';

/** Contains only counts, because a report outlives the pupils that it is about. */
export async function schrijfBewaringsverslag(
  db: Database,
  klok: Klok,
  begonnen: Temporal.Instant,
  tellingen: Readonly<Record<string, number>>,
): Promise<void> {
  await db
    .insertInto('verslagen')
    .values({
      soort: 'bewaring',
      begonnen_op: begonnen.toString(),
      klaar_op: klok.nu().toString(),
      kenmerk: klok.vandaag().toString(),
      tellingen: JSON.stringify(tellingen),
    })
    .execute();
}
