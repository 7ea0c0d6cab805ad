import { existsSync, readFileSync } from 'node:fs';
import { zonderCommentaar } from './leest_veld.ts';

/**
 * A quoted text directly after the bracket of a call or a row: a title, or the name of a case of `test.each`.
 */
const TITEL = /[([]\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

/**
 * The titles of the tests in a file and the names of their cases. Comments do not count. Empty where the file
 * does not exist.
 */
export function titelsIn(bestand: string): string[] {
  if (!existsSync(bestand)) return [];
  const bron = zonderCommentaar(readFileSync(bestand, 'utf8'));
  return [...bron.matchAll(TITEL)].map(([, , titel = '']) => titel.replaceAll(/\\(['"`])/g, '$1'));
}
