import { sql } from 'kysely';

/** Each school's number with every number that followed it. */
export const KETEN = sql`
  recursive keten (oud, nieuw) as (
    select instellingsnummer, opvolger from scholen where opvolger is not null
    union
    select oud, opvolger from keten join scholen on instellingsnummer = nieuw where opvolger is not null
  )`;

/**
 * The number under which a school goes on in the end (`oud`, `nieuw`). Its successor may have a successor as
 * well. Schools that follow each other in a circle go nowhere.
 */
export const OPVOLGERS = sql`(
  with ${KETEN} select oud, nieuw from keten join scholen on instellingsnummer = nieuw where opvolger is null)`;
