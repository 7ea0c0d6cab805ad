import { existsSync, readFileSync } from 'node:fs';
import { zonderCommentaar } from './leest_veld.ts';

/** A text between quotes, right behind the bracket of a call or of a row: a title, or the name of a case of `test.each`. */
const TITEL = /[([]\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

/** The titles of the tests in a file and the names of their cases; comments do not count. None where there is no such file. */
export function titelsIn(bestand: string): string[] {
  if (!existsSync(bestand)) return [];
  const bron = zonderCommentaar(readFileSync(bestand, 'utf8'));
  return [...bron.matchAll(TITEL)].map(([, , titel = '']) => titel.replaceAll(/\\(['"`])/g, '$1'));
}
