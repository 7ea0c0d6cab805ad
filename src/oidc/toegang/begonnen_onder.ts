import type { Deurbenodigdheden } from '../../mededeling/index.ts';
import type { LevendeToepassingen } from '../../toepassingen/index.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';

export type HoogstensOnder = LevendeToepassingen['hoogstensOnder'];

/**
 * What gate and door need for a code or a token. One that was given under an older text of the act meets the
 * application as both texts have it. Where nobody knows that text any more, the application is gone for this token:
 * it signs the pupil in anew, and the pupil is asked nothing.
 */
export function nodigOnderTekst(
  nodig: Deurbenodigdheden,
  hoogstensOnder: HoogstensOnder,
  clientId: string,
): Deurbenodigdheden {
  const { begonnenOnder } = geheugen();
  if (begonnenOnder === undefined || nodig.toepassingen.get(clientId)?.protocolHash === begonnenOnder) return nodig;
  const toepassing = hoogstensOnder(clientId, begonnenOnder);
  return { ...nodig, toepassingen: new Map(toepassing ? [[clientId, toepassing]] : []) };
}
