import { type EventEmitter, once } from 'node:events';
import { setImmediate as beurt } from 'node:timers/promises';

/** How long a test waits, in milliseconds: long for a slow machine, and shorter than a test may last. */
const GEDULD = 20_000;

const vergeefs = (wat: string) => new Error(`waited ${GEDULD / 1_000} seconds in vain: ${wat}`);

/**
 * Asks again and again, until it is so.
 * @param wat what is waited for; the error says it when that does not come
 */
export async function wachtTot(wat: string, isZo: () => boolean | Promise<boolean>): Promise<void> {
  const uiterlijk = performance.now() + GEDULD;
  while (!(await isZo())) {
    if (performance.now() > uiterlijk) throw vergeefs(wat);
    await beurt();
  }
}

/** As `wachtTot`, and asks only after each event of this name. */
export async function wachtOp(wat: string, bron: EventEmitter, gebeurtenis: string, isZo: () => boolean) {
  const signal = AbortSignal.timeout(GEDULD);
  while (!isZo()) {
    await once(bron, gebeurtenis, { signal }).catch((fout) => {
      throw signal.aborted ? vergeefs(wat) : fout;
    });
  }
}
