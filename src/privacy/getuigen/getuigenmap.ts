import { hash, randomUUID } from 'node:crypto';
import { access, constants, link, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a witness remembers of a log: the last checkpoint that it cosigned. */
export interface Onthouden {
  /** Counts what was saved: 1 is the first. */
  nummer: number;
  checkpoint: string;
}

/** The memory of a witness. Several processes may use it at once: they remember the same. */
export interface Getuigenmap {
  /** @throws the system's error when it can't be read: a witness that forgot what it saw must not sign */
  lees(origin: string): Promise<Onthouden | undefined>;
  /**
   * Resolves once the checkpoint survives a power cut. Until then the one of before stands.
   * @param na the number that was read before, or 0 where nothing was
   * @returns false when another process saved something since then. Nothing is saved then
   */
  bewaar(origin: string, na: number, checkpoint: string): Promise<boolean>;
}

/**
 * Each checkpoint gets a new file with the next number, and the last two stay. A file gets its name by a link, so it
 * is whole, and one process alone gets that name. docs/keuzes/privacylog.md#a-witness-keeps-one-checkpoint-for-each-log
 * @throws Error in one line when the folder is missing, or may not be written
 */
export async function openGetuigenmap(map: string): Promise<Getuigenmap> {
  await eisBeschrijfbaar(map);
  return {
    async lees(origin) {
      // Again where it just went: another process saved two more.
      for (;;) {
        const laatste = laatsteVan(await bestandenVan(map, origin));
        if (!laatste) return undefined;
        const checkpoint = await leesZoNog(join(map, laatste.naam));
        if (checkpoint !== undefined) return { nummer: laatste.nummer, checkpoint };
      }
    },
    async bewaar(origin, na, checkpoint) {
      const nummer = na + 1;
      const naam = join(map, `${beginVan(origin)}${nummer}`);
      if (!(await schrijfNieuw(naam, checkpoint))) return false;
      await legMapVast(map);
      const bestanden = await bestandenVan(map, origin);
      // Who was away for long may get the name of a file that was removed meanwhile.
      if (bestanden.some((een) => een.isCheckpoint && een.nummer > nummer)) return false;
      const oude = bestanden.filter((een) => een.nummer < na);
      await Promise.all(oude.map((een) => rm(join(map, een.naam), { force: true })));
      return true;
    },
  };
}

/** An origin may hold any character, so a file has its hash for a name. */
const beginVan = (origin: string): string => `${hash('sha256', origin)}.`;

interface Bestand {
  naam: string;
  nummer: number;
  /** And not one that was left half. */
  isCheckpoint: boolean;
}

/** Behind the hash. Without a number it is of an earlier version. */
const NAAM = /^(?:(?<nummer>[0-9]+)\.)?(?<soort>checkpoint|[0-9a-f-]{36})$/;

async function bestandenVan(map: string, origin: string): Promise<Bestand[]> {
  const begin = beginVan(origin);
  const namen = (await readdir(map)).filter((naam) => naam.startsWith(begin));
  return namen.flatMap((naam) => {
    const { nummer = '0', soort } = NAAM.exec(naam.slice(begin.length))?.groups ?? {};
    return soort ? [{ naam, nummer: Number(nummer), isCheckpoint: soort === 'checkpoint' }] : [];
  });
}

function laatsteVan(bestanden: readonly Bestand[]): Bestand | undefined {
  const checkpoints = bestanden.filter(({ isCheckpoint }) => isCheckpoint);
  return checkpoints.toSorted((een, ander) => een.nummer - ander.nummer).at(-1);
}

/** @returns false when that name is taken */
async function schrijfNieuw(naam: string, inhoud: string): Promise<boolean> {
  const half = `${naam}.${randomUUID()}`;
  await writeFile(half, inhoud, { flag: 'wx', flush: true });
  try {
    await link(half, `${naam}.checkpoint`);
    return true;
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fout;
  } finally {
    await rm(half, { force: true });
  }
}

async function leesZoNog(bestand: string): Promise<string | undefined> {
  try {
    return await readFile(bestand, 'utf8');
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fout;
  }
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

async function eisBeschrijfbaar(map: string): Promise<void> {
  try {
    await access(map, constants.R_OK | constants.W_OK);
    await readdir(map);
  } catch (fout) {
    const { code, message } = fout as NodeJS.ErrnoException;
    throw new Error(`${map}: kan niet gelezen en geschreven worden (${code ?? message})`, { cause: fout });
  }
}
