import { hash } from 'node:crypto';
import { HASHLENGTE } from '../../boom/tegel.ts';

/**
 * The hashes of the tree (RFC 9162 § 2.1.1) for many millions of rows. They are those of `src/privacy/boom/blad.ts`, but
 * nothing is copied, and a hash comes as a string of 32 characters, each of which is one byte: Node makes those
 * three times as fast as a buffer.
 */

/**
 * The hash of a leaf that stands in a buffer. The byte before it is lent to the prefix and given back.
 * @param begin of the leaf, at least 1
 */
export function bladhashUit(buffer: Buffer, begin: number, eind: number): string {
  const geleend = buffer[begin - 1] as number;
  buffer[begin - 1] = 0;
  const uit = hash('sha256', buffer.subarray(begin - 1, eind), 'latin1');
  buffer[begin - 1] = geleend;
  return uit;
}

/** The hash of a tile at this place, as a string of bytes. */
export function hashUit(tegel: Buffer, plaats: number): string {
  return tegel.toString('latin1', HASHLENGTE * plaats, HASHLENGTE * (plaats + 1));
}

/** Puts a hash into a tile. */
export function zetHash(tegel: Buffer, plaats: number, hash: string): void {
  tegel.write(hash, HASHLENGTE * plaats, 'latin1');
}

/**
 * The root over the first hashes of a tile. In each layer a last hash without a partner goes up unchanged, which is
 * the tree of RFC 9162 § 2.1.1 as well.
 * @param aantal at least 1
 */
export function wortelOver(tegel: Buffer, aantal: number): Buffer {
  // A node's prefix needs a byte before its two hashes. That byte is the end of a hash which was used already.
  const laag = Buffer.alloc(1 + HASHLENGTE * aantal);
  tegel.copy(laag, 1, 0, HASHLENGTE * aantal);
  for (let n = aantal; n > 1; n = Math.ceil(n / 2)) {
    for (let i = 0; 2 * i + 1 < n; i++) {
      const begin = 2 * HASHLENGTE * i;
      laag[begin] = 1;
      laag.write(
        hash('sha256', laag.subarray(begin, begin + 1 + 2 * HASHLENGTE), 'latin1'),
        1 + HASHLENGTE * i,
        'latin1',
      );
    }
    if (n % 2) laag.copy(laag, 1 + HASHLENGTE * ((n - 1) / 2), 1 + HASHLENGTE * (n - 1), 1 + HASHLENGTE * n);
  }
  return laag.subarray(1, 1 + HASHLENGTE);
}
