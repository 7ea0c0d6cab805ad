import type { Land } from './land.ts';
import { standVan } from './levensloop.ts';
import type { Stand } from './stand.ts';

/**
 * Per school the pupils who are in it beside those it began with, in the order in which they came: it gives them the next stamnummer.
 * Never shorter: who left keeps the number.
 */
export type Aankomsten = number[][];

/** Those of the first night, for as many schools as there are. */
export function eersteAankomsten(land: Land): Aankomsten {
  const aankomsten: Aankomsten = land.scholen.map(() => []);
  for (let index = 0; index < land.leerlingen; index++) voegToe(land, aankomsten, undefined, standVan(land, index, 1));
  return aankomsten;
}

export function voegToe(land: Land, aankomsten: Aankomsten, voor: Stand | undefined, na: Stand | undefined): void {
  for (const { school } of na?.plaatsen ?? []) {
    const isThuis = na !== undefined && na.index < land.leerlingen && land.thuis[na.index] === school;
    if (isThuis || voor?.plaatsen.some((plaats) => plaats.school === school)) continue;
    if (na !== undefined && aankomsten[school]?.at(-1) !== na.index) aankomsten[school]?.push(na.index);
  }
}
