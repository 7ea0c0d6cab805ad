import type { Leerlingenvraag, Mededeling, Ontvangst } from '../deurwoorden.ts';
import { type Samenstelling, stelSamen } from '../samenstelling.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import type { Toegelatene } from './leerlingoordeel.ts';

/** What leaves of one pupil. */
export interface Gesteld extends Samenstelling {
  toegelatene: Toegelatene;
}

/**
 * Composes what leaves of a pupil, by the same rules as at a sign-in.
 * @param enkel the codes that the log row names; if one of them is gone, no other datum may stand in for it
 * @returns nothing where nothing leaves: then there is no row either
 */
export function stel(
  { makersVoor }: Pick<Bulkbenodigdheden, 'makersVoor'>,
  ontvangst: Ontvangst,
  { gevraagd }: Leerlingenvraag,
  toegelatene: Toegelatene,
  enkel?: readonly string[],
): Gesteld[] {
  const { deel, leerIdAlsLijst } = ontvangst;
  const { leerling, ...vanNu } = toegelatene;
  const samenstelling = stelSamen({
    deel: enkel ? { ...deel, gegevens: deel.gegevens.filter(({ code }) => enkel.includes(code)) } : deel,
    bron: { ...leerling, ...vanNu },
    gevraagd,
    leerIdAlsLijst,
    makers: makersVoor?.(ontvangst),
  });
  return samenstelling.gegevens.length ? [{ ...samenstelling, toegelatene }] : [];
}

export function alsMededeling({ toegelatene: { leerling }, claims }: Gesteld): Mededeling {
  return { leerling: { id: leerling.id, account_uuid: leerling.account_uuid }, gegevens: claims };
}
