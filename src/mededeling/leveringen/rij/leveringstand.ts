import type { Selectable } from 'kysely';
import type { Tabellen } from '../../../store/index.ts';
import type { Wie } from '../../../wie/index.ts';

/**
 * A delivery: what left, or waits to leave, as a file to one recipient of an act. It is opened, counted and hashed,
 * handed over, received, and closed. It never goes back.
 * docs/keuzes/leveringen.md#a-delivery-never-goes-back
 */
export type Levering = Selectable<Tabellen['leveringen']>;

/** Counted and hashed: it is whole. */
export type KlareLevering = Levering & {
  [Kolom in 'klaar_op' | 'aantal' | 'bytes' | 'delen' | 'sha256']: NonNullable<Levering[Kolom]>;
};

/** Who can make a delivery, or do something with it. A pupil can't. */
export type Leveraar = Exclude<Wie, { soort: 'leerling' }>;

/**
 * Why a delivery is closed: the recipient has it, the operator took it back, its making broke off, nobody confirmed
 * it in time, its act was stopped, another text of its act took over, or its application closed.
 */
export type Sluitreden =
  | 'ontvangen'
  | 'ingetrokken'
  | 'afgebroken'
  | 'termijn'
  | 'stopgezet'
  | 'akte_vervangen'
  | 'toepassing_gesloten';

/** What happens to a delivery after it was opened. */
export type Leveringshandeling = 'klaar' | 'uitgereikt' | 'bewijs_geweigerd' | 'ontvangen' | 'gesloten';

export type Leveringsstand = 'geopend' | 'klaar' | 'uitgereikt' | 'ontvangen' | 'gesloten';

export function standVan({ klaar_op, uitgereikt_op, ontvangen_op, gesloten_op }: Levering): Leveringsstand {
  if (ontvangen_op) return 'ontvangen';
  if (gesloten_op) return 'gesloten';
  if (uitgereikt_op) return 'uitgereikt';
  return klaar_op ? 'klaar' : 'geopend';
}

/** Whether its content is whole. It is still there as long as the delivery is open. */
export function isKlaar(levering: Levering): levering is KlareLevering {
  return levering.klaar_op !== null;
}
