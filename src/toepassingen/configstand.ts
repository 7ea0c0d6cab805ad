import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { leesNamen, MEESTE_BESTANDEN, partijenIn } from '../protocol/index.ts';

/**
 * Changes whenever a file of the configuration does; cheap enough for every few seconds. What can't be read is told by its fault: that is
 * a matter of the entry, and no reason to look away from the others.
 * @throws Error when one of the three folders can't be listed: then there is nothing to go by
 */
export async function leesConfigstand(configmap: string, partijenmap = partijenIn(configmap)): Promise<string> {
  const mappen = [partijenmap, ...['protocollen', 'toepassingen'].map((naam) => join(configmap, naam))];
  const ingangen = (await Promise.all(mappen.map((map) => ingangenVan(map)))).flat();
  const dieper = await Promise.all(
    ingangen
      .filter(({ pad, isMap }) => isMap && pad.startsWith(join(configmap, 'protocollen')))
      .map(({ pad }) => ingangenVan(pad, MEESTE_BESTANDEN).catch((fout) => [{ pad, stand: codeVan(fout) }])),
  );
  const standen = [...ingangen, ...dieper.flat()].map(({ pad, stand }) => `${pad} ${stand}`);
  return createHash('sha256').update(standen.join('\n')).digest('hex');
}

async function ingangenVan(map: string, meeste?: number) {
  const namen = await leesNamen(map, meeste);
  return Promise.all(namen.map((naam) => leesIngang(join(map, naam))));
}

async function leesIngang(pad: string): Promise<{ pad: string; stand: string; isMap?: boolean }> {
  try {
    const ingang = await stat(pad, { bigint: true });
    const { ino, size, mtimeNs, ctimeNs } = ingang;
    return { pad, stand: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, isMap: ingang.isDirectory() };
  } catch (fout) {
    return { pad, stand: codeVan(fout) };
  }
}

function codeVan(fout: unknown): string {
  return (fout as NodeJS.ErrnoException).code ?? (fout as Error).message;
}
