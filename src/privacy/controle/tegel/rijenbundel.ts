import { BREEDTE } from '../../boom/tegel.ts';

/**
 * The rows of a tile, in one file: each behind its length, as a big-endian uint16 (C2SP tlog-tiles, "Log entries").
 * A row that is not in this file has length 0. Its leaf still stands in the tile.
 */

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

/**
 * Where the rows stand: the length of each begins at its limit, and its text two bytes further, up to the next limit.
 * There is one limit more than there are rows.
 * @returns undefined when the lengths don't add up to the file, or when there are far too many
 */
export function grenzenIn(bundel: Buffer): Uint32Array | undefined {
  const grenzen = new Uint32Array(MEESTE + 1);
  let [aantal, plaats] = [0, 0];
  while (plaats + 2 <= bundel.length && aantal < MEESTE) {
    plaats += 2 + bundel.readUInt16BE(plaats);
    grenzen[++aantal] = plaats;
  }
  return plaats === bundel.length ? grenzen.subarray(0, aantal + 1) : undefined;
}
