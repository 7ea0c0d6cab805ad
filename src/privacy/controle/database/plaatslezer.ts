/** A row with its place in the tree. */
export interface Plaatstekst {
  /** From 0. */
  plaats: number;
  tekst: string;
}

/** Goes along rows that come in the order of their places. */
export class Plaatslezer {
  readonly #rijen: AsyncIterator<Plaatstekst>;
  #volgende: Plaatstekst | undefined;

  constructor(rijen: AsyncIterable<Plaatstekst>) {
    this.#rijen = rijen[Symbol.asyncIterator]();
  }

  async sluit(): Promise<void> {
    await this.#rijen.return?.(undefined);
  }

  /**
   * Fills what is missing.
   * @param begin the place of the first text
   */
  async vulAan(begin: number, teksten: readonly (string | undefined)[]): Promise<(string | undefined)[]> {
    const uit = [...teksten];
    for (;;) {
      this.#volgende ??= (await this.#rijen.next()).value as Plaatstekst | undefined;
      if (!this.#volgende || this.#volgende.plaats >= begin + teksten.length) return uit;
      const index = this.#volgende.plaats - begin;
      if (index >= 0) uit[index] ??= this.#volgende.tekst;
      this.#volgende = undefined;
    }
  }
}
