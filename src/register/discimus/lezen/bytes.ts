import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const BROK = 256 * 1024;
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
