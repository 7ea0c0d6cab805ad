import type { Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesBewaardeTeksten } from './bewaarde_teksten.ts';
import { levenslopenVanBewaarde } from './levenslopen.ts';

/**
 * The text of each act that was in force last, by name, for when the folder has no signed one. Versions that were
 * kept without the signature of each party are left out, since nobody knows whose they are.
 */
export async function leesBewaardeAkten(db: Database, vandaag: Temporal.PlainDate): Promise<Map<string, Protocol>> {
  const lopen = levenslopenVanBewaarde(await leesBewaardeTeksten(db), vandaag);
  return new Map([...lopen].flatMap(([naam, { tekst }]) => (tekst ? [[naam, tekst.protocol] as const] : [])));
}
