import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A file that is whole or not there. It is written beside its place under another name, brought to the disk, and then
 * renamed. Only its owner can read it.
 */
export interface AfTeMakenBestand {
  /** Gives the file its name. The folder is on the disk as well when this resolves. */
  maakAf(): Promise<void>;
  weg(): Promise<void>;
}

const ENKEL_EIGENAAR = 0o600;

/** Takes away what an earlier process left unfinished. The caller makes sure that no other one writes it now. */
export async function schrijfBijna(
  map: string,
  naam: string,
  inhoud: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<AfTeMakenBestand> {
  const [af, onaf] = [join(map, naam), join(map, `${naam}.onaf`)];
  await rm(onaf, { force: true });
  const bestand = await open(onaf, 'wx', ENKEL_EIGENAAR);
  const weg = () => rm(onaf, { force: true });
  try {
    for await (const deel of inhoud) await schrijfHeel(bestand, deel);
    await bestand.sync();
  } catch (fout) {
    await weg();
    throw fout;
  } finally {
    await bestand.close();
  }
  return {
    async maakAf() {
      await rename(onaf, af);
      await bewaarMap(map);
    },
    weg,
  };
}

/** A write may take a part only, as on a disk that fills up. */
async function schrijfHeel(bestand: FileHandle, deel: Uint8Array): Promise<void> {
  for (let van = 0; van < deel.length; ) van += (await bestand.write(deel, van)).bytesWritten;
}

/** A rename is on the disk once its folder is. */
async function bewaarMap(map: string): Promise<void> {
  const ouder = await open(map, 'r');
  try {
    await ouder.sync();
  } finally {
    await ouder.close();
  }
}
