import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Klok } from '../../klok.ts';
import { maakGeheimBestand } from '../../terminal/index.ts';
import type { Bulkbenodigdheden } from '../bulk/bulkbenodigdheden.ts';
import { eisGeefbaar } from '../leveringen/geven/eis_geefbaar.ts';
import { geefLevering } from '../leveringen/geven/geef_levering.ts';
import { maakToegangscode } from '../leveringen/geven/toegangscode.ts';
import { leesLevering } from '../leveringen/rij/lees_leveringen.ts';
import type { Leveraar, Levering } from '../leveringen/rij/leveringstand.ts';

export interface Geefopdracht {
  naar: string;
  /** The file for the code that closes the data. */
  code?: string | undefined;
}

/** What is one-off leaves closed with a code, which goes another way than the file (S4 art. 6). */
export function eisCode(stroom: Levering['stroom'], codebestand: string | undefined): void {
  if (stroom === 'eenmalig' && codebestand === undefined)
    throw new Error('een eenmalige levering vertrekt versleuteld: geef --code <bestand> mee');
}

/**
 * Writes a delivery to a folder, and its code to a file of its own.
 * @returns what was written, in words
 */
export async function schrijfUit(
  deur: Bulkbenodigdheden,
  { klok, hoofdsleutel }: { klok: Klok; hoofdsleutel: string },
  id: string,
  { naar, code: codebestand, wie }: Geefopdracht & { wie: Leveraar },
): Promise<string[]> {
  eisCode((await leesLevering(deur.db, id)).stroom, codebestand);
  const code = codebestand === undefined ? undefined : maakToegangscode();
  // First, so that no file is closed with a code that nobody has.
  if (codebestand !== undefined) await maakGeheimBestand(codebestand, `${code}\n`);
  const { bestanden } = await geefLevering(
    { db: deur.db, klok, hoofdsleutel },
    { id, map: naar, code, wie, eisGrond: (levering) => eisGeefbaar(deur, levering) },
  ).catch(async (fout) => {
    // A code without a file would only be in the way of the next one.
    if (codebestand !== undefined) await rm(codebestand, { force: true });
    throw fout;
  });
  return [
    'geschreven:',
    ...bestanden.map((bestand) => `  ${join(naar, bestand)}`),
    ...(codebestand === undefined ? [] : [`  ${codebestand}: de toegangscode; geef die langs een andere weg`]),
  ];
}
