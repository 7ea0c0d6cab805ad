import { access, constants, open, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Writable } from 'node:stream';

/**
 * Checks that a report can be written here, before an hour of work begins. Only its owner can read a report,
 * and it never replaces a file.
 * @throws Error when the folder is missing or can't be written to, or when the file exists already
 */
export async function eisPlaatsVoor(pad: string): Promise<string> {
  if (await bestaat(pad)) throw new Error(`${pad} bestaat al: kies een andere naam`);
  await eisSchrijfbareMap(dirname(pad));
  return pad;
}

/**
 * Does the same for a name that the operator did not choose: a second run of the same delivery gets the next
 * number.
 */
export async function vindPlaatsVoor(pad: string): Promise<string> {
  await eisSchrijfbareMap(dirname(pad));
  const achtervoegsel = extname(pad);
  const stam = pad.slice(0, pad.length - achtervoegsel.length);
  for (let nummer = 1; ; nummer++) {
    const vrij = nummer === 1 ? pad : `${stam}-${nummer}${achtervoegsel}`;
    if (!(await bestaat(vrij))) return vrij;
  }
}

/** @throws Error when a file of that name was made meanwhile */
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

/** @throws Error when files can't be written in this folder */
export async function eisSchrijfbareMap(map: string): Promise<void> {
  await access(map, constants.W_OK).catch((fout: NodeJS.ErrnoException) => {
    throw new Error(`in ${map} kan geen bestand komen (${fout.code}): kies een andere plaats`);
  });
}
