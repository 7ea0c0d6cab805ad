import type { Land } from '../land/land.ts';
import { isThuis } from '../land/scholen.ts';
import { beginstand } from './begin.ts';
import type { Leerlingstand } from './leerlingstand.ts';

/**
 * Per school the pupils who came after the first night, in the order in which they came. The order gives the
 * next stamnummer. A list never gets shorter, because a pupil who left keeps the number.
 */
export type Aankomsten = number[][];

/** The lists of the first night, one for each school. */
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
