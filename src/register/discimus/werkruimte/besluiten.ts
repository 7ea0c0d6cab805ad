import { type RawBuilder, sql } from 'kysely';

/**
 * The values that the columns `personen.besluit` and `klaar.reden` may hold. A person of the delivery is
 * sure, or in doubt. A line of a person in doubt is not applied. A line that the register can't place is not
 * applied either. The codes are stable, because operators and reports read them.
 */

/** Decisions in which the person is sure: a new pupil, or one of the register. */
const ZEKERE_BESLUITEN = ['nieuw', 'bekend', 'identificatie', 'insz_gewijzigd'] as const;

/** Why it is not sure who a person is, and what the operator does about it. LeerID never guesses. */
export const TWIJFELS = {
  twee_insz_voor_unieke_persoon: 'deze unieke persoon heeft al een ander INSZ: kijk na wie het is',
  twee_insz_voor_geregistreerde_persoon: 'deze geregistreerde persoon heeft al een ander INSZ: kijk na wie het is',
  andere_persoon_onder_insz: 'dit INSZ is van een leerling met een andere naam of geboortedatum: kijk na wie het is',
  andere_persoon_onder_sleutel:
    'deze sleutel is van een leerling met een andere naam of geboortedatum: kijk na wie het is',
  stamnummer_van_andere_leerling: 'dit stamnummer is in deze school van een andere leerling: kijk na wie het is',
  twee_personen_voor_een_leerling: 'twee personen zouden dezelfde leerling worden: kijk na wie wie is',
  leerling_van_andere_school:
    'deze sleutels zijn van een leerling die deze school niet heeft, en de regel zou hem een INSZ geven of met een andere samenvoegen: kijk na wie het is',
  gescheiden: 'deze sleutels leiden naar leerlingen die ontkoppeld zijn: verbeter ze aan de bron',
} as const;

/** Why a line that could be read is not applied, and what its sender does about it. */
export const NIET_TOEGEPAST = {
  onbekende_school: 'deze school staat niet bij de scholen: lever ze mee',
  school_niet_erkend: 'deze school is niet erkend, of niet gesubsidieerd of gefinancierd',
  onbekende_vestigingsplaats: 'deze vestigingsplaats staat niet bij die van de school: lever ze mee',
  onbekende_administratieve_groep: 'deze administratieve groep staat niet bij de groepen: lever ze mee',
  dubbele_inschrijving: 'een eerdere regel zegt hetzelfde: zelfde leerling, school, groep en eerste dag',
  ...TWIJFELS,
} as const;

export type Twijfelcode = keyof typeof TWIJFELS;
type Code = (typeof ZEKERE_BESLUITEN)[number] | keyof typeof NIET_TOEGEPAST;

/** A code as SQL. */
export function code<C extends Code>(naam: C): RawBuilder<C> {
  return sql.lit(naam);
}

/** Codes as a list in SQL: `besluit in ${codes('bekend', 'nieuw')}`. */
export function codes(...namen: readonly Code[]): RawBuilder<unknown> {
  return sql`(${sql.join(namen.map(code))})`;
}

/** `besluit in ${ZEKER}`: it is known who the person is. */
export const ZEKER = codes(...ZEKERE_BESLUITEN);
/** `besluit in ${GEKEND}`: it is a pupil that the register had before this delivery. */
export const GEKEND = codes(...ZEKERE_BESLUITEN.filter((besluit) => besluit !== 'nieuw'));
