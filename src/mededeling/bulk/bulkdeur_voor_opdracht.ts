import type { Huisomgeving } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';
import { leesAktekennisVoorOpdracht } from '../../toepassingen/index.ts';
import { isEenmaligVrij } from '../leveringen/rij/lees_leveringen.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';

/**
 * The door for a command that makes a delivery. It knows acts and applications as the nodes know them.
 * @param db connections of the command itself, which no visitor needs
 */
export async function bulkdeurVoorOpdracht(
  { klok, configmap, partijenmap, leerlingbronnen }: Huisomgeving,
  db: Database,
): Promise<Bulkbenodigdheden> {
  const kennis = await leesAktekennisVoorOpdracht({ db, klok, configmap, partijenmap });
  return {
    db,
    klok,
    ...kennis,
    ...leerlingbronnen,
    isEenmaligVrij: (protocol, ontvanger, behalve) => isEenmaligVrij(db, protocol, ontvanger, behalve),
  };
}
