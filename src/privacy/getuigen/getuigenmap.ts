import { hash } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a witness remembers of each log: the last checkpoint that it cosigned, in a file of its own. */
export interface Getuigenmap {
  /** @throws the system's error when it can't be read: a witness that forgot what it saw must not sign */
  lees(origin: string): Promise<string | undefined>;
  /** Resolves once the checkpoint survives a power cut. Until then the one of before stands. */
  bewaar(origin: string, checkpoint: string): Promise<void>;
  sluit(): Promise<void>;
}

/**
 * Takes a folder for this process alone: two processes could each sign another tree.
 * @throws Error in one line when the folder is missing, or another process has it
 */
export async function openGetuigenmap(map: string): Promise<Getuigenmap> {
  const slot = join(map, 'slot');
  await neemSlot(slot);
  return {
    async lees(origin) {
      try {
        return await readFile(bestandVan(map, origin), 'utf8');
      } catch (fout) {
        if ((fout as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw fout;
      }
    },
    async bewaar(origin, checkpoint) {
      const doel = bestandVan(map, origin);
      const nieuw = `${doel}.nieuw`;
      await writeFile(nieuw, checkpoint, { flush: true });
      await rename(nieuw, doel);
      await legMapVast(map);
    },
    sluit: () => rm(slot, { force: true }),
  };
}

/** An origin may hold any character, so a file has its hash for a name. */
function bestandVan(map: string, origin: string): string {
  return join(map, `${hash('sha256', origin)}.checkpoint`);
}

/** A new name of a file survives a power cut once its folder was written too. */
async function legMapVast(map: string): Promise<void> {
  const geopend = await open(map);
  try {
    await geopend.sync();
  } finally {
    await geopend.close();
  }
}

/** A process that was killed left its number. In a container that number may be our own. */
async function neemSlot(slot: string): Promise<void> {
  const eerste = await schrijfSlot(slot);
  if (eerste) return;
  const pid = Number(await readFile(slot, 'utf8'));
  if (pid !== process.pid && leeft(pid))
    throw new Error(`proces ${pid} gebruikt deze map al; is dat geen getuige, verwijder dan ${slot}`);
  await rm(slot, { force: true });
  if (!(await schrijfSlot(slot))) throw new Error(`een ander proces nam ${slot} net`);
}

async function schrijfSlot(slot: string): Promise<boolean> {
  try {
    await writeFile(slot, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (fout) {
    const { code, message } = fout as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new Error(`${slot}: kan niet geschreven worden (${code ?? message})`, { cause: fout });
  }
}

function leeft(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fout) {
    return (fout as NodeJS.ErrnoException).code === 'EPERM';
  }
}
