import { access, constants, open, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Writable } from 'node:stream';

/**
 * A report that nobody but its owner reads and that takes nothing's place. Looked at before an hour of work, so that the work
 * isn't for nothing.
 * @throws Error when the folder is not there or can't be written to, or when the file exists already
 */
export async function eisPlaatsVoor(pad: string): Promise<string> {
  if (await bestaat(pad)) throw new Error(`${pad} bestaat al: kies een andere naam`);
  await eisSchrijfbareMap(pad);
  return pad;
}

/** The same for a name that nobody chose: a second run of the same delivery takes the next number. */
export async function vindPlaatsVoor(pad: string): Promise<string> {
  await eisSchrijfbareMap(pad);
  const achtervoegsel = extname(pad);
  const stam = pad.slice(0, pad.length - achtervoegsel.length);
  for (let nummer = 1; ; nummer++) {
    const vrij = nummer === 1 ? pad : `${stam}-${nummer}${achtervoegsel}`;
    if (!(await bestaat(vrij))) return vrij;
  }
}

/** @throws Error when something came in its place meanwhile */
export async function schrijfVerslagbestand(pad: string, schrijf: (naar: Writable) => Promise<void>): Promise<void> {
  const bestand = await open(pad, 'wx', 0o600);
  await schrijf(bestand.createWriteStream());
}

async function bestaat(pad: string): Promise<boolean> {
  return stat(pad).then(
    () => true,
    () => false,
  );
}

async function eisSchrijfbareMap(pad: string): Promise<void> {
  const map = dirname(pad);
  await access(map, constants.W_OK).catch((fout: NodeJS.ErrnoException) => {
    throw new Error(`in ${map} kan geen verslag komen (${fout.code}): kies een andere plaats`);
  });
}
