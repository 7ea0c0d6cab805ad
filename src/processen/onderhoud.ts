import { setTimeout as wacht } from 'node:timers/promises';
import type { Logger } from 'pino';
import { logOnderhoudMislukt } from '../gebeurtenissen.ts';
import type { Dienst } from './dienst.ts';

/** Milliseconds between two tries. */
const OPNIEUW = 5_000;

/**
 * Makes this process the caretaker of its machine. Visitors are served whether it can or not. Each try that
 * fails is told, and the next one follows until the process stops.
 * docs/keuzes/huis.md#visitors-come-before-the-upkeep
 * @returns whether the upkeep began in a process that goes on
 */
export async function neemOnderhoudOp(dienst: Dienst, log: Logger, gestopt: AbortSignal): Promise<boolean> {
  while (!gestopt.aborted) {
    try {
      await dienst.wordHuismeester();
      return !gestopt.aborted;
    } catch (err) {
      logOnderhoudMislukt(log, err);
      await wacht(OPNIEUW, undefined, { signal: gestopt }).catch(() => {});
    }
  }
  return false;
}
