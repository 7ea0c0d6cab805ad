import { type RawBuilder, sql } from 'kysely';

/**
 * Whether the load knows the line of enrolment `i` again by its fingerprint. One that ended a year ago is not looked for any more; a
 * line of then would just be read again, and would speak for its pupil as if it were new.
 */
export function isGevolgd(peildatum: string): RawBuilder<boolean> {
  return sql`i.bron is not null and (i.tot is null or i.tot >= date ${sql.lit(peildatum)} - 365)`;
}
