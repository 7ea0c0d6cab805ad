import { knoophash } from '../boom/blad.ts';

/**
 * The roots of the complete subtrees of a tree that grows by full tiles, the largest first: all that is needed for
 * its root at any size.
 */
export class Wortelrij {
  /** Each with the number of tiles below it, a power of two. */
  readonly #delen: { hash: Uint8Array; tegels: number }[] = [];

  /** Adds a full tile. */
  voegToe(wortel: Uint8Array): void {
    let deel = { hash: wortel, tegels: 1 };
    while (this.#delen.at(-1)?.tegels === deel.tegels) {
      const links = this.#delen.pop() as typeof deel;
      deel = { hash: knoophash(links.hash, deel.hash), tegels: 2 * deel.tegels };
    }
    this.#delen.push(deel);
  }

  /** The root of the tree that has these leaves behind the full tiles. @param rechts their own root */
  wortelMet(rechts: Uint8Array): Uint8Array {
    return this.#delen.reduceRight<Uint8Array>((onder, { hash }) => knoophash(hash, onder), rechts);
  }
}
