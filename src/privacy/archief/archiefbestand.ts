import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Archieffout } from './archieffout.ts';

/** A file of the archive: one month. The folder may move, so only the name is kept. */

/** A month of the archive, as the database knows it. */
export interface Archiefmaand {
  /** `2026-05` */
  maand: string;
  /** The name of the file. */
  bestand: string;
  /** Of the whole file. */
  sha256: Buffer;
  rijen: number;
  /** Places in the tree. Rows of another month may stand between them. Null in a month without rows. */
  eerste_plaats: number | null;
  laatste_plaats: number | null;
}

/** @param deel from 1: a month has more when rows came after it had left the database */
export const bestandsnaam = (maand: string, deel: number): string =>
  `privacylog-${maand}${deel > 1 ? `-${deel}` : ''}.parquet`;

export async function sha256Van(pad: string): Promise<Buffer> {
  const som = createHash('sha256');
  for await (const deel of createReadStream(pad, { highWaterMark: 1024 * 1024 })) som.update(deel);
  return som.digest();
}

/**
 * The path of the file, when it has the bytes that were written.
 * @throws Archieffout `ontbreekt` or `gewijzigd`
 */
export async function eisOngewijzigd(map: string, { bestand, sha256 }: Archiefmaand): Promise<string> {
  const pad = join(map, bestand);
  const gevonden = await sha256Van(pad).catch((fout: NodeJS.ErrnoException) => {
    const uitleg = fout.code === 'ENOENT' ? 'ontbreekt' : `is niet te lezen (${fout.code})`;
    throw new Archieffout('ontbreekt', pad, `${uitleg}; zet het terug uit een reservekopie`, fout);
  });
  if (gevonden.equals(sha256)) return pad;
  const uitleg =
    'dit is niet het bestand dat geschreven is: een ander, of een gewijzigd; zet het terug uit een reservekopie';
  throw new Archieffout('gewijzigd', pad, uitleg);
}

/** Resolves once what was written is on the disk, with its name. */
export async function schrijfDoor(pad: string): Promise<void> {
  for (const een of [pad, dirname(pad)]) {
    const geopend = await open(een, 'r');
    try {
      await geopend.sync();
    } finally {
      await geopend.close();
    }
  }
}
