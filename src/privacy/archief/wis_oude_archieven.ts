import { existsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { leesVerzegeldOp } from '../zegel/checkpointrijen.ts';
import { leesArchiefstand, onthoudWissing } from './archiefmaanden.ts';
import { type Archieftermijnen, isLangVoorbij, isTermijnVoorbij } from './archieftermijnen.ts';
import type { Archiefplek } from './archiveer.ts';

export interface Wissing {
  bestand: string;
  /** False when the file is not in this folder: it is not known to be erased. */
  gewist: boolean;
}

/**
 * Erases the files whose term is over: counted from the last day of the month, and from the sealing of the last row,
 * since a row of today may bear a moment of long ago. The tree keeps the hashes of their rows, so that it still verifies. That it is
 * to go is written down first: what a killed command left is erased here.
 */
export async function wisOudeArchieven(
  { db, map, nu }: Archiefplek,
  { bewaard }: Archieftermijnen,
): Promise<Wissing[]> {
  const oude = (await leesArchiefstand(db)).filter(
    ({ maand, uit_database_op }) => uit_database_op && isLangVoorbij(maand, bewaard, nu),
  );
  const wissingen: Wissing[] = [];
  for (const oud of oude) {
    const verzegeld = oud.laatste_plaats === null ? undefined : await leesVerzegeldOp(db, oud.laatste_plaats);
    if (verzegeld && !isTermijnVoorbij(verzegeld, bewaard, nu)) continue;
    const pad = join(map, oud.bestand);
    const isDaar = existsSync(pad);
    if (!isDaar && oud.gewist_op) continue;
    if (isDaar && !oud.gewist_op) await onthoudWissing(db, oud, nu);
    if (isDaar) await unlink(pad);
    wissingen.push({ bestand: oud.bestand, gewist: isDaar });
  }
  return wissingen;
}
