import { kiesAlle, kiesOpSleutel, kiesVanSchool, type Leerlingkeuze, type Leerlingsleutel } from '../register/index.ts';

/**
 * How pupils are found. An act names the keys by which data are asked for (`mededeling.opzoeking`). A school's
 * pupils are found by those who act for that school. A whole target group is only for a delivery.
 */
export type Zoekwijze = Leerlingsleutel | 'school' | 'doelgroep';

/** About whom: a query that a room of ours makes. The gate judges each pupil that it finds. */
export interface Selectie {
  zoekt: Zoekwijze;
  leerlingen: Leerlingkeuze;
  /** Only enrolments in this school are told: somebody who acts for one school learns nothing of another. */
  school?: string | undefined;
}

/** Pupils by the keys that the asker has. He learns nothing about a key that nobody has. */
export function leerlingenMet(sleutel: Leerlingsleutel, waarden: readonly string[]): Selectie {
  return { zoekt: sleutel, leerlingen: kiesOpSleutel(sleutel, waarden) };
}

/** Pupils of a school. The gate keeps those who are enrolled there today. */
export function leerlingenVanSchool(instellingsnummer: string): Selectie {
  return { zoekt: 'school', leerlingen: kiesVanSchool(instellingsnummer), school: instellingsnummer };
}

/** Every pupil. The conditions of the act keep those of its target group. */
export function heleDoelgroep(): Selectie {
  return { zoekt: 'doelgroep', leerlingen: kiesAlle() };
}
