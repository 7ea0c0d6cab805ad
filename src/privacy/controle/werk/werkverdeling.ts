import { snijBereiken } from '../../boom/bereik.ts';
import { BREEDTE, HASHLENGTE } from '../../boom/tegel.ts';
import { type Checkpointtekst, inhoudVan } from '../checkpointoordeel.ts';
import type { Logbron, Logstuk } from '../logbron.ts';
import type { Werkstuk } from './werkstuk.ts';

/** A checkpoint of the log, or one that somebody else kept of it. */
export interface Wortelvraag {
  regel: Checkpointtekst;
  /** Absent where the text is no checkpoint. */
  omvang: number | undefined;
  /** Who kept it, where it is not the log itself: a file. */
  bewaarder?: string | undefined;
}

/** A part of a log, with the work that checks it. */
export interface Controlestuk {
  /** Absent where only checkpoints are left. */
  stuk?: Logstuk | undefined;
  /** Those of `werk.checkpoints`, in the same order. */
  vragen: Wortelvraag[];
  werk: Werkstuk;
}

/**
 * Lays the checkpoints beside the tiles. A checkpoint comes with the tile that has its last leaf. One whose size is
 * none, or should have come before, comes with the next tile; those beyond the last tile come at the end.
 */
export async function* verdeelWerk(bron: Logbron, bewaard: readonly Wortelvraag[]): AsyncGenerator<Controlestuk> {
  const lezers = [vragenUit(bron), bewaard.values()].map((reeks) => new Vooruitlezer(reeks));
  const vragenTot = async (omvang: number) => (await Promise.all(lezers.map((een) => een.totEnMet(omvang)))).flat();
  for await (const stuk of bron.stukken()) {
    if (stuk.soort !== 'bladen') {
      yield { stuk, vragen: [], werk: { checkpoints: [] } };
      continue;
    }
    const { nummer, bladen, bundel } = stuk;
    const [begin, aantal] = [nummer * BREEDTE, bladen.length / HASHLENGTE];
    const vragen = await vragenTot(begin + aantal);
    const breedtes = vragen.flatMap(({ omvang = 0 }) => (omvang > begin ? [omvang - begin] : []));
    const rijen = snijBereiken(bron.omslag.rijen, { van: begin, tot: begin + aantal });
    const tegel = { nummer, bladen, bundel, rijen, breedtes };
    yield { stuk, vragen, werk: { tegel, checkpoints: vragen.map(({ regel }) => regel) } };
  }
  const vragen = await vragenTot(Number.POSITIVE_INFINITY);
  yield { vragen, werk: { checkpoints: vragen.map(({ regel }) => regel) } };
}

async function* vragenUit(bron: Logbron): AsyncGenerator<Wortelvraag> {
  for await (const regel of bron.checkpoints()) yield { regel, omvang: inhoudVan(regel.notitie)?.omvang };
}

/** Reads ahead by one. */
class Vooruitlezer {
  readonly #reeks: AsyncIterator<Wortelvraag> | Iterator<Wortelvraag>;
  #volgende: Wortelvraag | undefined;

  constructor(reeks: AsyncIterator<Wortelvraag> | Iterator<Wortelvraag>) {
    this.#reeks = reeks;
  }

  async totEnMet(omvang: number): Promise<Wortelvraag[]> {
    const uit: Wortelvraag[] = [];
    for (;;) {
      this.#volgende ??= (await this.#reeks.next()).value as Wortelvraag | undefined;
      if (!this.#volgende || (this.#volgende.omvang ?? 0) > omvang) return uit;
      uit.push(this.#volgende);
      this.#volgende = undefined;
    }
  }
}
