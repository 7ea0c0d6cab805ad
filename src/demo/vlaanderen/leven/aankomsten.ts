import type { Land } from '../land/land.ts';
import { isThuis } from '../land/scholen.ts';
import { beginstand } from './begin.ts';
import type { Leerlingstand } from './leerlingstand.ts';

/**
 * Per school the pupils who are in it beside those it began with, in the order in which they came: it gives them the next stamnummer.
 * Never shorter: who left keeps the number.
 */
export type Aankomsten = number[][];

/** Those of the first night, for as many schools as there are. */
export function eersteAankomsten(land: Land): Aankomsten {
  const aankomsten: Aankomsten = land.scholen.map(() => []);
  for (let index = 0; index < land.leerlingen; index++) voegToe(land, aankomsten, undefined, beginstand(land, index));
  return aankomsten;
}

export function voegToe(land: Land, aankomsten: Aankomsten, voor: Leerlingstand | undefined, na: Leerlingstand): void {
  for (const { school } of na.plaatsen) {
    if (isThuis(land.scholen[school], na.index) || voor?.plaatsen.some((plaats) => plaats.school === school)) continue;
    if (!aankomsten[school]?.includes(na.index)) aankomsten[school]?.push(na.index);
  }
}
