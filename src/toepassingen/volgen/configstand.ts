import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  hoortBijProtocol,
  hoortBijTekst,
  leesNamen,
  leesVersienummers,
  MEESTE_BESTANDEN,
  partijenIn,
  tekstmap,
} from '../../protocol/index.ts';

/** The outside of each entry that is read, by its path. */
export type Configstand = ReadonlyMap<string, string>;

/**
 * Changes whenever a file of the configuration does, and is cheap enough to read every few seconds. Entries
 * that are never read (an editor's swap file) are skipped. An entry that can't be read is represented by its
 * fault, so that it does not hide changes in the others.
 * @throws Error when one of the three folders can't be listed: then nothing can be compared
 */
export async function leesConfigstand(configmap: string, partijenmap = partijenIn(configmap)): Promise<Configstand> {
  const stand = new Map<string, string>();
  const noteer = async (map: string, wordtGelezen: (naam: string) => boolean, meeste?: number) => {
    const namen = (await leesNamen(map, meeste)).filter(wordtGelezen);
    for (const naam of namen) stand.set(join(map, naam), await standVan(join(map, naam)));
  };
  await noteer(partijenmap, isYaml);
  await noteer(join(configmap, 'toepassingen'), (naam) => isYaml(naam) || naam.endsWith('.handtekeningen.json'));
  const noteerTekst = async (map: string, wordtGelezen: (naam: string) => boolean) => {
    try {
      await noteer(map, wordtGelezen, MEESTE_BESTANDEN);
      stand.set(map, 'map');
    } catch (fout) {
      // A plain file beside the folders belongs to no protocol.
      if (codeVan(fout) !== 'ENOTDIR') stand.set(map, codeVan(fout));
    }
  };
  for (const naam of await leesNamen(join(configmap, 'protocollen'))) {
    const akte = tekstmap(configmap, naam, undefined);
    await noteerTekst(akte, hoortBijProtocol);
    if (!stand.has(akte)) continue;
    const nummers = await leesVersienummers(akte).catch((fout) => void stand.set(`${akte} versies`, codeVan(fout)));
    for (const versie of nummers ?? []) await noteerTekst(tekstmap(configmap, naam, versie), hoortBijTekst);
  }
  return stand;
}

/** The entries in which two readings differ. */
export function verschil(een: Configstand, ander: Configstand): string[] {
  const paden = new Set([...een.keys(), ...ander.keys()]);
  return [...paden].filter((pad) => een.get(pad) !== ander.get(pad));
}

async function standVan(pad: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(pad, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (fout) {
    return codeVan(fout);
  }
}

function isYaml(naam: string): boolean {
  return naam.endsWith('.yaml');
}

function codeVan(fout: unknown): string {
  return (fout as NodeJS.ErrnoException).code ?? (fout as Error).message;
}
