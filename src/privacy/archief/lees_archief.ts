import { bladtekst } from '../boom/blad.ts';
import { type Archiefmaand, eisOngewijzigd } from './archiefbestand.ts';
import type { Archiefrij } from './archiefkolommen.ts';
import { leesMaand } from './lees_maand.ts';

/** A row of the archive as an entry of the tree. */
export interface Archiefblad {
  /** From 0. */
  plaats: number;
  /** Of `bladtekst`. */
  tekst: string;
}

/**
 * The rows of archived months, in the order of the tree. The rows of a month stand together, except those of a clock
 * that was wrong: so a file is opened when its first row is due, and then read beside the others.
 * @param maanden of `leesArchiefmaanden`
 * @throws Archieffout when a file is missing or has other bytes, rows of another month, or another order
 */
export async function* leesArchief(map: string, maanden: readonly Archiefmaand[]): AsyncGenerator<Archiefblad> {
  const gesloten = maanden.filter(({ rijen }) => rijen > 0).sort((a, b) => eerste(b) - eerste(a));
  const open: Stapel[] = [];
  try {
    for (;;) {
      let voorste = laagste(open);
      for (let maand = gesloten.at(-1); maand && eerste(maand) < plaatsVan(voorste); maand = gesloten.at(-1)) {
        gesloten.pop();
        const stapel = new Stapel(leesMaand(await eisOngewijzigd(map, maand), maand.maand));
        if (await stapel.vulAan()) open.push(stapel);
        voorste = laagste(open);
      }
      if (!voorste) return;
      yield { plaats: voorste.plaats, tekst: bladtekst(voorste.neem().rij) };
      if (!(await voorste.vulAan())) open.splice(open.indexOf(voorste), 1);
    }
  } finally {
    for (const stapel of open) await stapel.sluit();
  }
}

const plaatsVan = (stapel: Stapel | undefined) => stapel?.plaats ?? Number.POSITIVE_INFINITY;
const eerste = ({ eerste_plaats }: Archiefmaand) => eerste_plaats ?? 0;

function laagste(open: readonly Stapel[]): Stapel | undefined {
  return open.reduce<Stapel | undefined>((laag, een) => (laag && laag.plaats < een.plaats ? laag : een), undefined);
}

/** The rows of a file that were read and not taken yet. */
class Stapel {
  readonly #bron: AsyncGenerator<Archiefrij[]>;
  #rijen: Archiefrij[] = [];
  #hier = 0;

  constructor(bron: AsyncGenerator<Archiefrij[]>) {
    this.#bron = bron;
  }

  /** Where its first row stands. */
  get plaats(): number {
    return this.#rijen[this.#hier]?.plaats ?? Number.POSITIVE_INFINITY;
  }

  neem(): Archiefrij {
    return this.#rijen[this.#hier++] as Archiefrij;
  }

  sluit(): Promise<unknown> {
    return this.#bron.return(undefined);
  }

  /** @returns whether there is a row */
  async vulAan(): Promise<boolean> {
    while (this.#hier === this.#rijen.length) {
      const { value, done } = await this.#bron.next();
      if (done) return false;
      [this.#rijen, this.#hier] = [value, 0];
    }
    return true;
  }
}
