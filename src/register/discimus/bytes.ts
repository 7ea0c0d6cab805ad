import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Bestand } from './manifest.ts';
import { Weigering } from './weigering.ts';

const BROK = 256 * 1024;
/** More than any honest delivery unpacks to, and little enough to be through in seconds. */
const RUIMTE_PER_RIJ = 4096;
const RUIMTE = 64 * 1024 * 1024;

/** The file in pieces, as delivered: what is handed over has gone through the hash. */
export async function* leesBytes(handvat: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await handvat.read(Buffer.allocUnsafeSlow(BROK), 0, BROK, null);
    if (!bytesRead) return;
    const brok = buffer.subarray(0, bytesRead);
    hash.update(brok);
    yield brok;
  }
}

/** Streams: what is unpacked waits until it is read. A fault of either side ends the iteration with it. */
export function pakUit(bron: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(bron), createGunzip({ chunkSize: 128 * 1024 }), () => {});
}

export async function* begrensd(bron: AsyncIterable<Buffer>, { naam, rijen }: Bestand): AsyncGenerator<Buffer> {
  let over = RUIMTE + rijen * RUIMTE_PER_RIJ;
  for await (const brok of bron) {
    over -= brok.length;
    if (over < 0)
      throw new Weigering('bestand_te_groot', `${naam} is veel te groot voor ${rijen} rijen: vraag het opnieuw.`);
    yield brok;
  }
}
