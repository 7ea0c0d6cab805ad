import { lstat, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Geheimstand, type Lezing, ontleed, weeg } from './clientgeheim.ts';

/** Secrets of clients, by the name that their dossier gives. */
export interface Clientgeheimen {
  /** The secrets that authenticate the client now: one, two during a change, or none when none is usable. */
  van(naam: string): readonly string[];
  /** Why there is none, or why the previous one still counts. */
  fout(naam: string): string | undefined;
  /** Must be called before the first question about these names. */
  leer(namen: Iterable<string>): Promise<void>;
  /** Reads the files again. The returned value changes when a secret does. */
  ververs(): Promise<string>;
}

export interface Geheimenbron {
  omgeving: Readonly<Record<string, string | undefined>>;
  /** Folder with a file for each name. */
  clientgeheimenmap?: string | undefined;
  demo: boolean;
}

export type MeldGeheim = (naam: string, aantal: number, fout: string | undefined) => void;

/** No secret is longer. A longer file is not read. */
const GROOTSTE = 4096;

/**
 * A secret stands in the environment, in the file that `NAME_FILE` names, or in the folder of secrets. The
 * files are followed, so a new secret needs no restart. They are read one after another, so that a folder
 * that hangs holds one thread only.
 * @param meld is told each change and each fault once: how many secrets count, and what is wrong
 */
export function volgClientgeheimen(bron: Geheimenbron, meld: MeldGeheim): Clientgeheimen {
  const standen = new Map<string, Geheimstand>();
  let versie = 0;
  const kijk = async (naam: string): Promise<void> => {
    const lezing = await lees(bron, naam);
    const oud = standen.get(naam);
    const nieuw = weeg(oud, lezing);
    standen.set(naam, nieuw);
    if (!oud) return;
    const isAnders = oud.geldig.join('\n') !== nieuw.geldig.join('\n');
    if (isAnders) versie++;
    if (isAnders || nieuw.fout !== oud.fout) meld(naam, nieuw.geldig.length, nieuw.fout);
  };
  return {
    van: (naam) => standen.get(naam)?.geldig ?? [],
    fout: (naam) => standen.get(naam)?.fout,
    async leer(namen) {
      for (const naam of new Set(namen)) if (!standen.has(naam)) await kijk(naam);
    },
    async ververs() {
      for (const naam of [...standen.keys()]) await kijk(naam);
      return String(versie);
    },
  };
}

async function lees({ omgeving, clientgeheimenmap, demo }: Geheimenbron, naam: string): Promise<Lezing> {
  const { [naam]: waarde, [`${naam}_FILE`]: aangewezen } = omgeving;
  if (waarde && aangewezen) return { fout: `staat er ook als ${naam}_FILE: geef één van beide`, ingetrokken: true };
  if (waarde) return ontleed(waarde, demo);
  const bestand = aangewezen || (clientgeheimenmap && join(clientgeheimenmap, naam));
  if (!bestand) return { fout: 'ontbreekt', ingetrokken: true };
  try {
    const soort = await stat(bestand);
    if (!soort.isFile()) return { fout: 'is geen bestand', ingetrokken: false };
    if (soort.size > GROOTSTE) return { fout: 'is te groot', ingetrokken: false };
    return ontleed(await readFile(bestand, 'utf8'), demo);
  } catch (fout) {
    const ingetrokken = (await bestaat(dirname(bestand))) && !(await bestaat(bestand));
    return { fout: ingetrokken ? 'ontbreekt' : `is niet te lezen (${(fout as { code: string }).code})`, ingetrokken };
  }
}

/** A file counts as removed only when its folder is there and not even a broken link is left of it. */
async function bestaat(pad: string): Promise<boolean> {
  return lstat(pad).then(
    () => true,
    (fout: NodeJS.ErrnoException) => fout.code !== 'ENOENT' && fout.code !== 'ENOTDIR',
  );
}
