import { randomUUID } from 'node:crypto';
import { metLeveringsslot } from '../rij/leveringsslot.ts';
import type { KlareLevering } from '../rij/leveringstand.ts';
import { sluitVoorbijeLeveringen } from '../sluiten/sluit_voorbije.ts';
import { type Leveringsbenodigdheden, type Leveringsopdracht, openLevering } from './open_levering.ts';
import { type Leveringsbron, vulLevering } from './vul_levering.ts';

export interface Maakopdracht extends Omit<Leveringsopdracht, 'id'> {
  /** Opens the door for this delivery. */
  bron(levering: string): Leveringsbron;
}

/**
 * Opens a delivery and fills it. What another process left unfinished is closed first, and begins anew: another
 * delivery, with its own rows in the log.
 */
export async function maakLevering(
  nodig: Leveringsbenodigdheden,
  { bron, ...opdracht }: Maakopdracht,
): Promise<KlareLevering> {
  await sluitVoorbijeLeveringen(nodig, opdracht.wie);
  const id = randomUUID();
  return metLeveringsslot(nodig.db, id, async (vast) => {
    const open = await openLevering({ ...nodig, db: vast }, { ...opdracht, id });
    return vulLevering({ ...nodig, db: vast }, open, bron(id));
  });
}
