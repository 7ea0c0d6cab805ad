import { BREEDTE } from '../../boom/tegel.ts';

/**
 * The rows of a tile, in one file: each behind its length, as a big-endian uint16 (C2SP tlog-tiles, "Log entries").
 * A row that is not in this file has length 0. Its leaf still stands in the tile.
 */

/** Where a row stands in its bundle. */
export interface Bundelplek {
  begin: number;
  eind: number;
}

/** More rows than somebody who added some would dare. */
const MEESTE = 2 * BREEDTE;

/** @throws RangeError when a row is too long for its length */
export function maakBundel(teksten: readonly (string | undefined)[]): Buffer {
  const grootte = teksten.reduce((som, tekst = '') => som + 2 + Buffer.byteLength(tekst), 0);
  const bundel = Buffer.allocUnsafe(grootte);
  let plaats = 0;
  for (const tekst of teksten) {
    const lengte = bundel.write(tekst ?? '', plaats + 2);
    plaats = bundel.writeUInt16BE(lengte, plaats) + lengte;
  }
  return bundel;
}

/** @returns undefined when the lengths don't add up to the file, or when there are far too many */
export function plekkenIn(bundel: Buffer): Bundelplek[] | undefined {
  const plekken: Bundelplek[] = [];
  let plaats = 0;
  while (plaats + 2 <= bundel.length && plekken.length < MEESTE) {
    const begin = plaats + 2;
    plaats = begin + bundel.readUInt16BE(begin - 2);
    plekken.push({ begin, eind: plaats });
  }
  return plaats === bundel.length ? plekken : undefined;
}
