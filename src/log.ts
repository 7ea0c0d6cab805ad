import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * JSON lines for the operator. A database error can quote a pupil's data, so only its code and place are
 * logged.
 */
export function maakLog(niveau: string, naar?: DestinationStream): Logger {
  const opties = { level: niveau, base: null, serializers: { err: zonderGegevens } };
  return pino(opties, naar ?? gebufferd());
}

/**
 * Writing every line by itself would cost more than the request that it describes, since each write wakes another
 * thread. A second later is early enough.
 */
function gebufferd(): DestinationStream {
  const uitvoer = pino.destination({ sync: false, minLength: 8_000, periodicFlush: 1000 });
  process.once('exit', () => uitvoer.flushSync());
  return uitvoer;
}

function zonderGegevens(fout: unknown): Record<string, unknown> {
  if (!(fout instanceof Error)) return { soort: typeof fout };
  const { code } = fout as { code?: unknown };
  const isDatabasefout = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  const plaats = fout.stack?.split('\n').filter((regel) => /^\s+at /.test(regel));
  return { soort: fout.name, ...(code ? { code } : {}), ...(isDatabasefout ? {} : { bericht: fout.message }), plaats };
}
