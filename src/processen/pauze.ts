/** Milliseconds. A process that lived shorter did not get going: the next one waits longer before it begins. */
const KORT = 60_000;
const EERSTE = 1_000;
const LANGSTE = 30_000;

/** How many lives in a row were short, this one included. */
export function telKort(ervoor: number, geleefd: number): number {
  return geleefd < KORT ? ervoor + 1 : 0;
}

/** Milliseconds before the next process begins: 1 s, and after short lives 2, 4, 8 … 30 s. */
export function pauzeNa(kort: number): number {
  return Math.min(LANGSTE, EERSTE * 2 ** kort);
}
