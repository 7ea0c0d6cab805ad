import { randomInt } from 'node:crypto';

/** Digits and letters that nobody confuses when a code is read aloud. */
const TEKENS = '23456789abcdefghjkmnpqrstvwxyz';
const GROEPEN = 6;
const PER_GROEP = 5;

/** A code of some 147 bits for one file, in groups that a person can type. */
export function maakToegangscode(): string {
  const groep = () => Array.from({ length: PER_GROEP }, () => TEKENS[randomInt(TEKENS.length)]).join('');
  return Array.from({ length: GROEPEN }, groep).join('-');
}
