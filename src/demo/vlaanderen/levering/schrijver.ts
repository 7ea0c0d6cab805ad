import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

export interface Schrijfwijze {
  vorm: 'csv' | 'jsonl';
  ongecomprimeerd: boolean;
}

/** A line of the manifest. */
export interface Leveringsbestand {
  inhoud: string;
  naam: string;
  rijen: number;
  sha256: string;
}

/** Lines go to the stream in pieces of about this many characters. */
const BLOK = 1 << 16;

/** Writes records as they come, and returns what the manifest needs. */
export async function schrijfLeveringsbestand(
  map: string,
  inhoud: string,
  kolommen: readonly string[],
  rijen: Iterable<readonly string[]>,
  { vorm, ongecomprimeerd }: Schrijfwijze,
): Promise<Leveringsbestand> {
  const naam = `${inhoud}.${vorm}${ongecomprimeerd ? '' : '.gz'}`;
  const hash = createHash('sha256');
  let aantal = 0;
  function* blokken() {
    let blok = vorm === 'csv' ? csvRegel(kolommen) : '';
    for (const rij of rijen) {
      aantal++;
      blok += vorm === 'csv' ? csvRegel(rij) : jsonRegel(kolommen, rij);
      if (blok.length < BLOK) continue;
      yield blok;
      blok = '';
    }
    yield blok;
  }
  const meet = new Transform({
    transform(bytes, _, klaar) {
      hash.update(bytes);
      klaar(null, bytes);
    },
  });
  const gzip = ongecomprimeerd ? new PassThrough() : createGzip({ level: 6 });
  await pipeline(Readable.from(blokken()), gzip, meet, createWriteStream(join(map, naam)));
  return { inhoud, naam, rijen: aantal, sha256: hash.digest('hex') };
}

function csvRegel(velden: readonly string[]): string {
  return `${velden.map((veld) => (/[";]/.test(veld) ? `"${veld.replaceAll('"', '""')}"` : veld)).join(';')}\n`;
}

function jsonRegel(kolommen: readonly string[], velden: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(kolommen.map((kolom, plaats) => [kolom, velden[plaats]])))}\n`;
}
