import type { Database } from '../../store/index.ts';
import type { Hoedanigheid, Wie } from '../../wie/index.ts';
import type { Opzoekdoel } from './doel.ts';
import { schrijfRij } from './logopdracht.ts';

/** Somebody looked pupils up, on a page or on the command line. Nothing left under an act. */
export interface Opzoeking {
  tijdstip: Temporal.Instant;
  wie: Extract<Wie, { soort: 'medewerker' | 'operator' }>;
  hoedanigheid: Hoedanigheid;
  doel: Opzoekdoel;
  /** About whom; absent where the look-up is about no one pupil. */
  leerling?: { id: string; account_uuid: string } | undefined;
  /** Codes of what was shown, never values. */
  gegevens: readonly string[];
}

/** Resolves once the row is durable. Nothing is shown before that. */
export async function schrijfOpzoeking(
  db: Database,
  { tijdstip, wie, hoedanigheid, doel, leerling, gegevens }: Opzoeking,
): Promise<void> {
  await schrijfRij(db, {
    tijdstip: tijdstip.toString(),
    wie_soort: wie.soort,
    wie_id: wie.id,
    hoedanigheid,
    doel,
    leerling_id: leerling?.id,
    account_uuid: leerling?.account_uuid,
    gegevens,
    artikelen: [],
    aanleiding: 'opzoeking',
  });
}
