import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Jest can't be started with --expose-gc. V8 accepts the flag while it runs, and shows it in contexts made
 * after that.
 */
setFlagsFromString('--expose-gc');
const ruimOp = runInNewContext('gc') as () => void;

/** Bytes that are really in use. Garbage is collected first, including what only a finalizer frees. */
export async function inGebruik(): Promise<number> {
  for (let keer = 0; keer < 3; keer++) {
    ruimOp();
    await new Promise((klaar) => setImmediate(klaar));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
