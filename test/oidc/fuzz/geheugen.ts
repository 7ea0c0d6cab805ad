import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Jest can't be started with --expose-gc; V8 takes the flag while running, and shows it in a context that is made after. */
setFlagsFromString('--expose-gc');
const ruimOp = runInNewContext('gc') as () => void;

/** Bytes that are really in use: what is garbage goes first, also what only a finalizer sets free. */
export async function inGebruik(): Promise<number> {
  for (let keer = 0; keer < 3; keer++) {
    ruimOp();
    await new Promise((klaar) => setImmediate(klaar));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
