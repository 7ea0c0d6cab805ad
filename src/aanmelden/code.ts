import { createHash, randomInt } from 'node:crypto';

/**
 * Characters that nobody confuses, printed or handwritten. Without vowels, no code is a word that a school
 * would rather not print.
 */
const TEKENS = '0123456789CDFGHJKMNPQRTVWXY';
/** What people read or type instead. */
const LIJKT_OP: Record<string, string> = { O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8', U: 'V' };

const GROEPEN = 3;
const GROEPSLENGTE = 5;
const VORM = new RegExp(`^[${TEKENS}]{${GROEPEN * GROEPSLENGTE}}$`);

/**
 * 15 characters out of 27 are 71 bits. Thousands of machines could not try all of them while a code is valid.
 */
export function maakCode(): string {
  const groep = () => Array.from({ length: GROEPSLENGTE }, () => TEKENS[randomInt(TEKENS.length)]).join('');
  return Array.from({ length: GROEPEN }, groep).join('-');
}

/** The characters of a code, however they were typed. Undefined when it can't be one of our codes. */
export function leesCode(getypt: string): string | undefined {
  const kaal = getypt.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const code = kaal.replace(/[OILZSBU]/g, (teken) => LIJKT_OP[teken] ?? teken);
  return VORM.test(code) ? code : undefined;
}

/** Includes the user name, so that somebody who steals the table must guess for each name separately. */
export function hashCode(gebruikersnaam: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${gebruikersnaam}\0${leesCode(code) ?? ''}`)
    .digest();
}
