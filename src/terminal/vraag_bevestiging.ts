import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  in: Readable & { isTTY?: boolean };
  uit: Writable & { isTTY?: boolean };
}

/** The question goes beside the output, so that a command whose output is kept still asks it. */
export const terminal: Terminal = { in: process.stdin, uit: process.stderr };

/**
 * Asks to type a word before what can't be undone.
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
