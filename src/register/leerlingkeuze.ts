import { type RawBuilder, sql } from 'kysely';

/**
 * Queries that choose pupils. Each selects one column `id`, of `leerlingen`; a pupil may come more than once. An
 * index gives the order of `id`, or the choice is small.
 */
export type Leerlingkeuze = RawBuilder<{ id: string }>;

/** The two keys by which others know a pupil. */
export type Leerlingsleutel = 'leer_id_uuid' | 'account_uuid';

/** A key that nobody has chooses nobody. */
export function kiesOpSleutel(sleutel: Leerlingsleutel, waarden: readonly string[]): Leerlingkeuze {
  return sleutel === 'leer_id_uuid'
    ? sql`select id from leerlingen where leer_id_uuid = any(${waarden}::uuid[])`
    : sql`select leerling_id as id from accounts where account_uuid = any(${waarden}::uuid[])`;
}

/** With any enrolment in the school, also one of before or of later. */
export function kiesVanSchool(instellingsnummer: string): Leerlingkeuze {
  return sql`select leerling_id as id from inschrijvingen where instellingsnummer = ${instellingsnummer}`;
}

export function kiesAlle(): Leerlingkeuze {
  return sql`select id from leerlingen`;
}
