import { type EventEmitter, once } from 'node:events';
import { setImmediate as beurt } from 'node:timers/promises';

/** How long a test waits, in milliseconds: long for a slow machine, and shorter than a test may last. */
const GEDULD = 20_000;

const vergeefs = (wat: string) => new Error(`waited ${GEDULD / 1_000} seconds in vain: ${wat}`);

/**
 * Asks again and again until the answer is yes.
 * @param wat what the test waits for. The error names it when it does not happen
 */
export async function wachtTot(wat: string, isZo: () => boolean | Promise<boolean>): Promise<void> {
  const uiterlijk = performance.now() + GEDULD;
  while (!(await isZo())) {
    if (performance.now() > uiterlijk) throw vergeefs(wat);
    await beurt();
  }
}

/** Like `wachtTot`, but asks only after each event of this name. */
export async function wachtOp(wat: string, bron: EventEmitter, gebeurtenis: string, isZo: () => boolean) {
  const signal = AbortSignal.timeout(GEDULD);
  while (!isZo()) {
    await once(bron, gebeurtenis, { signal }).catch((fout) => {
      throw signal.aborted ? vergeefs(wat) : fout;
    });
  }
}
