import { Werkdraad } from './werkdraad.ts';
import { maakWerker, type Werkgegevens, type Werkstuk, type Werkuitslag } from './werkstuk.ts';

/** Pieces that go to a thread in one message, and messages that a thread has at most. */
const PER_BERICHT = 16;
const PER_DRAAD = 2;

export interface Gedaan<T> {
  stuk: T;
  uitslag: Werkuitslag;
}

/**
 * Does pieces of work in several threads and gives the answers in the order of the pieces, so that the outcome does
 * not depend on the threads. No more pieces are taken than the threads hold. When the pieces end in an error, what
 * was begun is given first.
 * @param draden 0 does it in this thread
 */
export async function* doeInVolgorde<T extends { werk: Werkstuk }>(
  stukken: AsyncIterable<T>,
  draden: number,
  gegevens: Werkgegevens,
): AsyncGenerator<Gedaan<T>> {
  if (draden === 0) {
    const werk = maakWerker(gegevens);
    for await (const stuk of stukken) yield { stuk, uitslag: werk(stuk.werk) };
    return;
  }
  const ploeg = Array.from({ length: draden }, () => new Werkdraad(gegevens));
  try {
    yield* verdeel(stukken, ploeg);
  } finally {
    await Promise.all(ploeg.map((draad) => draad.stop()));
  }
}

async function* verdeel<T extends { werk: Werkstuk }>(
  stukken: AsyncIterable<T>,
  ploeg: readonly Werkdraad[],
): AsyncGenerator<Gedaan<T>> {
  const bezig: Promise<Gedaan<T>[]>[] = [];
  let [bericht, beurt]: [T[], number] = [[], 0];
  const verstuur = () => {
    const draad = ploeg[beurt++ % ploeg.length] as Werkdraad;
    bezig.push(laatDoen(draad, bericht));
    bericht = [];
  };
  let einde: unknown;
  try {
    for await (const stuk of stukken) {
      if (bericht.push(stuk) < PER_BERICHT) continue;
      verstuur();
      if (bezig.length >= ploeg.length * PER_DRAAD) yield* (await bezig.shift()) ?? [];
    }
  } catch (fout) {
    einde = fout;
  }
  verstuur();
  for (const gedaan of bezig) yield* await gedaan;
  if (einde) throw einde;
}

async function laatDoen<T extends { werk: Werkstuk }>(draad: Werkdraad, stukken: T[]): Promise<Gedaan<T>[]> {
  const uitslagen = await draad.doe(stukken.map(({ werk }) => werk));
  return stukken.map((stuk, i) => ({ stuk, uitslag: uitslagen[i] as Werkuitslag }));
}
