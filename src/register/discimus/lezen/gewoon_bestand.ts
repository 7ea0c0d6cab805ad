import { constants, type FileHandle, open } from 'node:fs/promises';
import { Weigering } from './geweigerde_levering.ts';

/**
 * Opens an ordinary file to read. A link could lead out of the delivery and a pipe would let us wait for ever, so neither is
 * followed; Windows knows neither flag.
 */
export async function openGewoon(pad: string, wat: string): Promise<FileHandle> {
  const bestand = await open(pad, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    (fout: NodeJS.ErrnoException) => {
      throw weigeringBij(fout, wat);
    },
  );
  if ((await bestand.stat()).isFile()) return bestand;
  await bestand.close();
  throw new Weigering('geen_gewoon_bestand', `Dit is geen gewoon bestand: ${wat}. Zet er het bestand zelf.`);
}

function weigeringBij({ code }: NodeJS.ErrnoException, wat: string): Weigering {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Weigering('bestand_ontbreekt', `Dit bestand is er niet: ${wat}. Zet de hele levering in één map.`);
  if (code === 'ELOOP')
    return new Weigering('geen_gewoon_bestand', `Dit is een verwijzing: ${wat}. Zet er het bestand zelf.`);
  return new Weigering(
    'bestand_onleesbaar',
    `Dit bestand kan niet gelezen worden (${code}): ${wat}. Kijk de rechten na.`,
  );
}
