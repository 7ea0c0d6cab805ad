import { BREEDTE, HASHLENGTE } from '../boom/tegel.ts';
import { wortelOver } from './tegel/tegelhash.ts';

/** The levels of tiles above the leaves, as they follow from the tiles below. */
export class Bovenlagen {
  /** The hashes of the tile that is being filled at each level; level 0 is not here. */
  readonly #lagen: Uint8Array[][] = [];

  /** Adds the root of a full tile of the level below. */
  voegToe(niveau: number, wortel: Uint8Array): void {
    this.#lagen[niveau] ??= [];
    this.#lagen[niveau].push(wortel);
  }

  /**
   * Compares a tile with what it has to be, and goes on to the next one of its level.
   * @returns the place in the tile of the first hash that is another one
   */
  vergelijk(niveau: number, hashes: Buffer): number | undefined {
    const hoort = this.#lagen[niveau] ?? [];
    this.#lagen[niveau] = [];
    const lengte = Math.max(hoort.length, hashes.length / HASHLENGTE);
    const fout = Array.from({ length: lengte }, (_, i) => i).find(
      (i) => !hoort[i] || Buffer.compare(hoort[i], hashes.subarray(HASHLENGTE * i, HASHLENGTE * (i + 1))) !== 0,
    );
    if (hoort.length === BREEDTE) this.voegToe(niveau + 1, wortelOver(Buffer.concat(hoort), BREEDTE));
    return fout;
  }
}
