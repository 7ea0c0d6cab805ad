import type { Leerlingenvraag, Mededeling } from '../deurwoorden.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import { deelMeeInBulk } from './deel_mee_in_bulk.ts';

/**
 * Answers a request about one pupil or a few. All of it is in memory at once, so it is not for a whole target group.
 * Of a pupil who may not be told of, the answer has nothing, and does not say why: that is a fact about him.
 * @throws Weigering
 */
export async function deelMeeOpAanvraag(
  nodig: Bulkbenodigdheden,
  vraag: Omit<Leerlingenvraag, 'gelegenheid'>,
): Promise<Mededeling[]> {
  const delen = await Array.fromAsync(deelMeeInBulk(nodig, { ...vraag, gelegenheid: { stroom: 'op_aanvraag' } }));
  return delen.flat();
}
