import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { setImmediate as volgendeBeurt } from 'node:timers/promises';

/** The longest act of the seeds takes some 30 kB. What is longer is not parsed: that alone would hold up every sign-in. */
const MEESTE_BYTES = 64 * 1024;
const MEESTE_INGANGEN = 1_000;

/**
 * Reads a file of the configuration. Never waits for the other end of a pipe, and never takes more than a file may hold. Answers in a
 * turn of the event loop of its own: between the parsing of two files whoever waits is served.
 * @throws Error that says what is wrong, with the `code` of the system where it has one
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

/** @throws Error when a folder is not there, or holds more than a configuration can */
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
