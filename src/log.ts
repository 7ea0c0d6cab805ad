import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * JSON lines for the operator. A database error can quote a pupil's data, so only its code and place are
 * logged.
 */
export function maakLog(niveau: string, naar: DestinationStream = gebufferd({ minLength: 8_000 })): Logger {
  return pino(opties(niveau), naar);
}

/**
 * Bytes that a pipe takes in one piece, whoever else writes to it (PIPE_BUF of Linux). Nothing longer leaves
 * a process at once, so no line of one process lies in that of another.
 */
const IN_EEN_STUK = 4096;

/**
 * The log where several processes write to one output: each line says whose it is, and lines stay whole. A
 * line has 4096 bytes at most. Of a longer one, texts and lists are cut, and it says `ingekort`.
 */
export function maakGedeeldLog(
  niveau: string,
  naar: DestinationStream = gebufferd({ minLength: IN_EEN_STUK - 200, maxWrite: IN_EEN_STUK }),
): Logger {
  return pino({ ...opties(niveau), hooks: { streamWrite: kortIn } }, naar).child({ pid: process.pid });
}

const opties = (level: string) => ({ level, base: null, serializers: { err: zonderGegevens } });

/**
 * Writing every line by itself would cost more than the request that it describes, since each write wakes
 * another thread. A second later is early enough.
 */
function gebufferd(maten: { minLength: number; maxWrite?: number }): DestinationStream {
  const uitvoer = pino.destination({ sync: false, periodicFlush: 1000, ...maten });
  // A program that ends while nobody reads its output any more (`npm start | tee`, and Ctrl+C for both) hears
  // of it by this write. The one at the exit would try again for ever.
  process.once('beforeExit', () => uitvoer.flush());
  process.once('exit', () => uitvoer.flushSync());
  return uitvoer;
}

function kortIn(regel: string): string {
  // No character takes more than three bytes for each place that it has in a string.
  if (regel.length * 3 <= IN_EEN_STUK || Buffer.byteLength(regel) <= IN_EEN_STUK) return regel;
  for (const meeste of [500, 100, 20]) {
    const velden = JSON.parse(regel, (_naam, waarde) => knip(waarde, meeste));
    const korter = `${JSON.stringify({ ...velden, ingekort: true })}\n`;
    if (Buffer.byteLength(korter) <= IN_EEN_STUK) return korter;
  }
  const { level, time, pid, msg } = JSON.parse(regel, (_naam, waarde) => knip(waarde, 20));
  return `${JSON.stringify({ level, time, pid, msg, ingekort: true })}\n`;
}

function knip(waarde: unknown, meeste: number): unknown {
  if (typeof waarde === 'string' && waarde.length > meeste) return `${waarde.slice(0, meeste)}…`;
  return Array.isArray(waarde) ? waarde.slice(0, 10) : waarde;
}

function zonderGegevens(fout: unknown): Record<string, unknown> {
  if (!(fout instanceof Error)) return { soort: typeof fout };
  const { code } = fout as { code?: unknown };
  const isDatabasefout = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  const plaats = fout.stack?.split('\n').filter((regel) => /^\s+at /.test(regel));
  return { soort: fout.name, ...(code ? { code } : {}), ...(isDatabasefout ? {} : { bericht: fout.message }), plaats };
}
