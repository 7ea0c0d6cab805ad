import { sql } from 'kysely';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import type { Hoedanigheid, Wie } from '../../wie/index.ts';
import type { Opzoekdoel } from './doel.ts';
import type { Opzoekgegeven } from './opzoekgegevens.ts';

/** Somebody looked pupils up, or changed something about them, on a page or on the command line. */
export interface Opzoeking {
  tijdstip: Temporal.Instant;
  wie: Extract<Wie, { soort: 'medewerker' | 'operator' }>;
  hoedanigheid: Hoedanigheid;
  doel: Opzoekdoel;
  /**
   * About whom: a row for each, so that each finds it among his own. Without it there is one row, which is about
   * no one pupil. An empty list gives no row.
   */
  leerlingen?: readonly string[] | undefined;
  /** What is shown, or changed. */
  gegevens: readonly Opzoekgegeven[];
}

/**
 * Resolves once the rows are durable, or would be with the transaction that `db` may be. Nothing is shown before
 * that.
 */
export async function schrijfOpzoeking(db: Database, opzoeking: Opzoeking): Promise<void> {
  const { tijdstip, wie, hoedanigheid, doel, leerlingen = [null], gegevens } = opzoeking;
  await sql`
    insert into privacylog (
      tijdstip, wie_soort, wie_id, hoedanigheid, doel, stroom, leerling_id, gegevens, artikelen, aanleiding)
    select ${tijdstip.toString()}, ${wie.soort}, ${wie.id}, ${hoedanigheid}, ${doel}, null, leerling_id, ${gegevens},
      '{}', 'opzoeking'
    from unnest(${leerlingen}::uuid[]) as over(leerling_id)`.execute(db);
}

/** What a command of the operator looks up or changes: `opdracht` is its name, as `account blokkeer`. */
export type Operatoropzoeking = Pick<Opzoeking, 'doel' | 'leerlingen' | 'gegevens'> & { opdracht: string };

/** Writes the rows of a command. See `schrijfOpzoeking`. */
export function schrijfOperatoropzoeking(
  db: Database,
  klok: Klok,
  { opdracht, ...opzoeking }: Operatoropzoeking,
): Promise<void> {
  return schrijfOpzoeking(db, {
    ...opzoeking,
    tijdstip: klok.nu(),
    wie: { soort: 'operator', id: opdracht },
    hoedanigheid: 'operator',
  });
}
