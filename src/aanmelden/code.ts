import { createHash, randomInt } from 'node:crypto';

/**
 * Characters that nobody mistakes for one another, however they are printed or written over. Without vowels no code is a word
 * that a school would rather not print.
 */
const TEKENS = '0123456789CDFGHJKMNPQRTVWXY';
/** What somebody reads or types instead. */
const LIJKT_OP: Record<string, string> = { O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8', U: 'V' };

const GROEPEN = 3;
const GROEPSLENGTE = 5;
const VORM = new RegExp(`^[${TEKENS}]{${GROEPEN * GROEPSLENGTE}}$`);

/** 15 characters of 27 are 71 bits: trying all of them takes thousands of machines longer than a code lives. */
export function maakCode(): string {
  const groep = () => Array.from({ length: GROEPSLENGTE }, () => TEKENS[randomInt(TEKENS.length)]).join('');
  return Array.from({ length: GROEPEN }, groep).join('-');
}

/** The characters of a code in whatever way they were typed; undefined when it can't be one of ours. */
export function leesCode(getypt: string): string | undefined {
  const kaal = getypt.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const code = kaal.replace(/[OILZSBU]/g, (teken) => LIJKT_OP[teken] ?? teken);
  return VORM.test(code) ? code : undefined;
}

/** Bound to the user name, so that who steals the table has to guess for each name apart, and not for all at once. */
export function hashCode(gebruikersnaam: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${gebruikersnaam}\0${leesCode(code) ?? ''}`)
    .digest();
}
