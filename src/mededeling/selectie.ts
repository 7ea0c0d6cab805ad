import { type RawBuilder, sql } from 'kysely';

/**
 * How pupils are found. An act names the keys by which data are asked for (`mededeling.opzoeking`). A school's
 * pupils are found by those who act for that school. A whole target group is only for a delivery.
 */
export type Zoekwijze = 'leer_id_uuid' | 'account_uuid' | 'school' | 'doelgroep';

/** About whom: a query that a room makes. The gate judges each pupil that it finds. */
export interface Selectie {
  zoekt: Zoekwijze;
  /**
   * Selects one column `id`, of `leerlingen`. The door reads it in the order of `id`, a part at a time, so an index
   * must give that order or the selection must be small.
   */
  leerlingen: RawBuilder<{ id: string }>;
  /** Only enrolments in this school are told: somebody who acts for one school learns nothing of another. */
  school?: string | undefined;
}

/** One pupil, by the key that the asker has. A key that nobody has selects nobody. */
export function leerlingMet(sleutel: 'leer_id_uuid' | 'account_uuid', waarde: string): Selectie {
  return leerlingenMet(sleutel, [waarde]);
}

/** Pupils by the keys that the asker has. He learns nothing about a key that nobody has. */
export function leerlingenMet(sleutel: 'leer_id_uuid' | 'account_uuid', waarden: readonly string[]): Selectie {
  const leerlingen =
    sleutel === 'leer_id_uuid'
      ? sql<{ id: string }>`select id from leerlingen where leer_id_uuid = any(${waarden}::uuid[])`
      : sql<{ id: string }>`select leerling_id as id from accounts where account_uuid = any(${waarden}::uuid[])`;
  return { zoekt: sleutel, leerlingen };
}

/** Pupils with any enrolment in a school. The gate keeps those of today. */
export function leerlingenVanSchool(instellingsnummer: string): Selectie {
  return {
    zoekt: 'school',
    leerlingen: sql`select leerling_id as id from inschrijvingen where instellingsnummer = ${instellingsnummer}`,
    school: instellingsnummer,
  };
}

/** Every pupil. The conditions of the act keep those of its target group. */
export function heleDoelgroep(): Selectie {
  return { zoekt: 'doelgroep', leerlingen: sql`select id from leerlingen` };
}
