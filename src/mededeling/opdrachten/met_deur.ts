import { type Huisomgeving, metDatabase } from '../../terminal/index.ts';
import type { Bulkbenodigdheden } from '../bulk/bulkbenodigdheden.ts';
import { bulkdeurVoorOpdracht } from '../bulk/bulkdeur_voor_opdracht.ts';

/** Does something with the door of a command. */
export function metDeur<T>(hier: Huisomgeving, doe: (deur: Bulkbenodigdheden) => Promise<T>): Promise<T> {
  return metDatabase(async (db) => doe(await bulkdeurVoorOpdracht(hier, db)));
}
