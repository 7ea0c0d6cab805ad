import { mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Files of the configuration that a command writes. Each fault is one line that says which file and why. */

/** Replaces a file in one step: who looks meanwhile sees the old one or the new one. Where it is a link, what that leads to. */
export async function vervangBestand(bestand: string, inhoud: string): Promise<void> {
  const doel = await realpath(bestand).catch(() => bestand);
  await probeer(bestand, async () => {
    await writeFile(`${doel}.nieuw`, inhoud);
    await rename(`${doel}.nieuw`, doel);
  });
}

/** Writes a file that must not be there yet, and makes the folder it comes in. */
export async function maakBestand(bestand: string, inhoud: string): Promise<void> {
  await probeer(bestand, async () => {
    await mkdir(dirname(bestand), { recursive: true });
    await writeFile(bestand, inhoud, { flag: 'wx' });
  });
}

/** The same for a secret: for its owner alone, in a folder that was there already. */
export async function maakGeheimBestand(bestand: string, inhoud: string): Promise<void> {
  await probeer(bestand, () => writeFile(bestand, inhoud, { flag: 'wx', mode: 0o600 }));
}

const UITLEG: Record<string, string> = {
  EEXIST: 'bestaat al, en wordt niet overschreven',
  ENOENT: 'kan niet geschreven worden: die map bestaat niet',
  EACCES: 'kan niet geschreven worden: dat mag hier niet',
  EROFS: 'kan niet geschreven worden: deze map is alleen-lezen',
};

async function probeer(bestand: string, doe: () => Promise<void>): Promise<void> {
  try {
    await doe();
  } catch (fout) {
    const { code = '', message } = fout as NodeJS.ErrnoException;
    throw new Error(`${bestand}: ${UITLEG[code] ?? message}`, { cause: fout });
  }
}
