import type { Opening } from '../kamer.ts';
import type { Werkrooster } from '../store/index.ts';

/**
 * Makes a process the caretaker of its machine. May be called again if it failed: it goes on with what had not
 * begun.
 * @param startRooster gives the same timetable each time, once it has started
 */
export type WordHuismeester = (startRooster: () => Promise<Werkrooster>) => Promise<void>;

/**
 * The rounds begin before the timetable, and whether or not it can start: without the partitions of the coming
 * days nobody could sign in.
 */
export function maakHuismeester(open: readonly Opening[], beginRondes: () => void): WordHuismeester {
  const nogNiet = open.filter(({ onderhoud }) => onderhoud);
  let isBegonnen = false;
  return async (startRooster) => {
    if (!isBegonnen) beginRondes();
    isBegonnen = true;
    const rooster = await startRooster();
    for (const kamer of [...nogNiet]) {
      await kamer.onderhoud?.(rooster);
      nogNiet.shift();
    }
  };
}
