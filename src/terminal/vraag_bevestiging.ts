import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  in: Readable & { isTTY?: boolean };
  uit: Writable & { isTTY?: boolean };
}

/** The question goes to standard error, so that an operator sees it when he keeps the output in a file. */
export const terminal: Terminal = { in: process.stdin, uit: process.stderr };

/**
 * Asks the operator to type a word before something that can't be undone.
 * @returns what is wrong, or nothing when it was typed
 */
export async function vraagBevestiging(plek: Terminal, regels: string[], woord: string): Promise<string | undefined> {
  if (!plek.in.isTTY || !plek.uit.isTTY) return 'hier is geen terminal om het te bevestigen: geef --ja mee';
  plek.uit.write(`${regels.join('\n')}\nTyp "${woord}" om door te gaan: `);
  for await (const antwoord of createInterface({ input: plek.in })) {
    if (antwoord.trim() === woord) return undefined;
    break;
  }
  return 'niet bevestigd: er veranderde niets';
}
