import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { setImmediate as volgendeBeurt } from 'node:timers/promises';

/**
 * The longest act of the seeds is about 30 kB. A longer file is not parsed, because parsing it would delay
 * every sign-in.
 */
const MEESTE_BYTES = 64 * 1024;
const MEESTE_INGANGEN = 1_000;

/**
 * Reads a file of the configuration. It never waits for the other end of a pipe, and never reads more than a
 * file may hold. It answers in its own turn of the event loop, so that requests are served between the
 * parsing of two files.
 * @throws Error that says what is wrong, with the system's `code` where there is one
 */
export async function leesBestand(pad: string, meeste = MEESTE_BYTES): Promise<Buffer> {
  const bestand = await open(pad, constants.O_RDONLY | constants.O_NONBLOCK).catch((fout) => {
    throw Object.assign(new Error(uitleg(fout)), { code: fout.code });
  });
  try {
    if (!(await bestand.stat()).isFile()) throw new Error('is geen bestand');
    const ruimte = Buffer.alloc(meeste + 1);
    let lengte = 0;
    for (let gelezen = -1; gelezen !== 0 && lengte <= meeste; lengte += gelezen) {
      gelezen = (await bestand.read(ruimte, lengte, ruimte.length - lengte)).bytesRead;
    }
    if (lengte > meeste) throw new Error(`is groter dan ${meeste / 1024} kB`);
    await volgendeBeurt();
    return ruimte.subarray(0, lengte);
  } finally {
    await bestand.close();
  }
}

/** @throws Error when the folder does not exist, or holds more than a configuration can */
export async function leesNamen(map: string, meeste = MEESTE_INGANGEN): Promise<string[]> {
  const namen: string[] = [];
  for await (const { name } of await opendir(map)) {
    if (namen.push(name) > meeste) throw new Error(`${map}: meer dan ${meeste} bestanden`);
  }
  return namen.sort();
}

function uitleg({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'bestaat niet, of verwijst naar wat niet bestaat';
  if (code === 'EACCES') return 'mag niet gelezen worden';
  return message;
}
