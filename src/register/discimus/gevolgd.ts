import { type RawBuilder, sql } from 'kysely';

/**
 * Whether the load knows the line of enrolment `i` again by its fingerprint. One that ended before the school year of the delivery
 * is not looked for; a line of then would just be read again.
 */
export function isGevolgd(schooljaar: string): RawBuilder<boolean> {
  return sql`i.bron is not null and (i.tot is null or i.tot >= date ${sql.lit(`${schooljaar.slice(0, 4)}-09-01`)})`;
}
