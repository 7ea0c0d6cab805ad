import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Files of the configuration that a command writes. Each fault is one line that says which file and why. */

/**
 * Replaces a file in one step: a reader sees the old file or the new one. If it is a link, the file that it
 * leads to is replaced. A second file is made beside it before the old one is read. Two commands can't both
 * make that file, so neither writes over what the other just added.
 */
export async function wijzigBestand(bestand: string, maak: () => Promise<string>): Promise<void> {
  const doel = await realpath(bestand).catch(() => bestand);
  const nieuw = `${doel}.nieuw`;
  const bezet = `wordt nu ook door iemand anders gewijzigd, probeer opnieuw; gebeurt er niets meer, verwijder dan ${nieuw}`;
  await probeer(bestand, () => writeFile(nieuw, '', { flag: 'wx' }), bezet);
  try {
    const inhoud = await maak();
    await probeer(bestand, async () => {
      await writeFile(nieuw, inhoud);
      await rename(nieuw, doel);
    });
  } catch (fout) {
    await rm(nieuw, { force: true });
    throw fout;
  }
}

/** Writes a file that must not be there yet, and makes the folder it comes in. */
export async function maakBestand(bestand: string, inhoud: string): Promise<void> {
  await probeer(bestand, async () => {
    await mkdir(dirname(bestand), { recursive: true });
    await writeFile(bestand, inhoud, { flag: 'wx' });
  });
}

/** Writes a secret: only its owner can read it, and the folder must exist already. */
export async function maakGeheimBestand(bestand: string, inhoud: string): Promise<void> {
  await probeer(bestand, () => writeFile(bestand, inhoud, { flag: 'wx', mode: 0o600 }));
}

const BESTAAT = 'bestaat al, en wordt niet overschreven';
const UITLEG: Record<string, string> = {
  ENOENT: 'kan niet geschreven worden: die map bestaat niet',
  EACCES: 'kan niet geschreven worden: dat mag hier niet',
  EROFS: 'kan niet geschreven worden: deze map is alleen-lezen',
};

async function probeer(bestand: string, doe: () => Promise<void>, bestaat = BESTAAT): Promise<void> {
  try {
    await doe();
  } catch (fout) {
    const { code = '', message } = fout as NodeJS.ErrnoException;
    const uitleg = code === 'EEXIST' ? bestaat : UITLEG[code];
    throw new Error(`${bestand}: ${uitleg ?? message}`, { cause: fout });
  }
}
