import { bladhash } from '../../boom/blad.ts';
import { BREEDTE, HASHLENGTE } from '../../boom/tegel.ts';
import type { Bevinding } from '../bevinding.ts';
import type { Logrij } from './logrijen.ts';

/** A tile of leaves, as the database has it. */
export interface VerzegeldeTegel {
  nummer: number;
  hashes: Buffer;
  /** The rows that were sealed here. */
  volgnummers: readonly number[];
}

export interface Gekoppeld {
  /** The text of each place; undefined where the row is not there. */
  teksten: (string | undefined)[];
  /** Rows that stand between those that were sealed. */
  bevindingen: Bevinding[];
}

/** Lays the rows of the database beside the tiles, by their numbers. */
export class Rijenkoppeling {
  readonly #rijen: AsyncGenerator<Logrij>;
  #volgende: Logrij | undefined;

  /** @param rijen in the order of their numbers */
  constructor(rijen: AsyncGenerator<Logrij>) {
    this.#rijen = rijen;
  }

  async koppel({ nummer, hashes, volgnummers }: VerzegeldeTegel): Promise<Gekoppeld> {
    const [teksten, bevindingen]: [Gekoppeld['teksten'], Bevinding[]] = [[], []];
    for (const [index, volgnummer] of volgnummers.entries()) {
      const plaats = nummer * BREEDTE + index;
      const rijen = await this.#totEnMet(volgnummer);
      const verzegeld = kies(
        rijen.filter((rij) => rij.volgnummer === volgnummer),
        hashes.subarray(HASHLENGTE * index, HASHLENGTE * (index + 1)),
      );
      teksten.push(verzegeld?.tekst);
      bevindingen.push(...rijen.filter((rij) => rij !== verzegeld).map((rij) => ingevoegd(rij, plaats)));
    }
    return { teksten, bevindingen };
  }

  /** What is left has a number that was sealed, and is no sealed row. @param omvang of the tree */
  async *rest(omvang: number): AsyncGenerator<Bevinding> {
    for (let rij = await this.#neem(); rij; rij = await this.#neem()) yield ingevoegd(rij, omvang);
  }

  sluit(): Promise<unknown> {
    return this.#rijen.return(undefined);
  }

  async #totEnMet(volgnummer: number): Promise<Logrij[]> {
    const uit: Logrij[] = [];
    for (;;) {
      this.#volgende ??= await this.#neem();
      if (!this.#volgende || this.#volgende.volgnummer > volgnummer) return uit;
      uit.push(this.#volgende);
      this.#volgende = undefined;
    }
  }

  async #neem(): Promise<Logrij | undefined> {
    const [klaar] = [this.#volgende];
    this.#volgende = undefined;
    return klaar ?? (await this.#rijen.next()).value;
  }
}

/** Two rows may have one number, since the months are tables of their own: the sealed one is told by its hash. */
function kies(rijen: readonly Logrij[], blad: Buffer): Logrij | undefined {
  if (rijen.length < 2) return rijen[0];
  return rijen.find(({ tekst }) => bladhash(Buffer.from(tekst)).equals(blad)) ?? rijen[0];
}

function ingevoegd({ volgnummer, id }: Logrij, plaats: number): Bevinding {
  return { code: 'rij_ingevoegd', plaats, rij: { volgnummer, id } };
}
