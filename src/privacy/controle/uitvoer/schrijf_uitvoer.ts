import { open, rename, rm } from 'node:fs/promises';
import type { Bevinding } from '../bevinding.ts';
import { heeftRijen, type Logbron, tegelvolgorde } from '../logbron.ts';
import { maakBundel } from '../tegel/rijenbundel.ts';
import { Tarschrijver } from './tarschrijver.ts';
import { bundelbestand, tegelbestand, UITVOERNAMEN } from './uitvoernamen.ts';

export interface Uitvoeropdracht {
  bron: Logbron;
  /** The public keys of the log, as text. */
  sleutels: string;
  /** Where the tar comes. */
  naar: string;
  /** Called after each tile, with how many rows the tree has up to there. */
  meld(rijen: number): void;
}

export interface Uitvoeruitkomst {
  /** Of the file. */
  bytes: number;
  /** What the source already saw to be wrong. The file holds what there is. */
  bevindingen: Bevinding[];
}

/** Writes a log into one file. The file has its name only when it is whole and on disk. */
export async function schrijfUitvoer({ bron, sleutels, naar, meld }: Uitvoeropdracht): Promise<Uitvoeruitkomst> {
  const tijdelijk = `${naar}.onvolledig`;
  const bestand = await open(tijdelijk, 'wx', 0o600);
  try {
    const tar = new Tarschrijver(bestand, Math.floor(Date.parse(bron.omslag.gemaakt_op) / 1000));
    await tar.voegToe(UITVOERNAMEN.omslag, Buffer.from(JSON.stringify(bron.omslag)));
    await tar.voegToe(UITVOERNAMEN.sleutels, Buffer.from(sleutels));
    await voegCheckpointsToe(tar, bron);
    const bevindingen = await voegTegelsToe(tar, bron, meld);
    const bytes = await tar.sluit();
    await bestand.sync();
    await rename(tijdelijk, naar);
    return { bytes, bevindingen };
  } catch (fout) {
    await rm(tijdelijk, { force: true });
    throw fout;
  } finally {
    await bestand.close();
  }
}

async function voegCheckpointsToe(tar: Tarschrijver, bron: Logbron): Promise<void> {
  let laatste = '';
  async function* regels() {
    for await (const regel of bron.checkpoints()) {
      laatste = regel.notitie;
      yield Buffer.from(`${JSON.stringify(regel)}\n`);
    }
  }
  await tar.voegStroomToe(UITVOERNAMEN.checkpoints, regels());
  await tar.voegToe(UITVOERNAMEN.checkpoint, Buffer.from(laatste));
}

async function voegTegelsToe(
  tar: Tarschrijver,
  { omslag, stukken }: Logbron,
  meld: (rijen: number) => void,
): Promise<Bevinding[]> {
  const bevindingen: Bevinding[] = [];
  const volgorde = tegelvolgorde(omslag.omvang);
  let rijen = 0;
  for await (const stuk of stukken()) {
    if (stuk.soort === 'bevinding') {
      bevindingen.push(stuk.bevinding);
      continue;
    }
    const { value: tegel } = volgorde.next();
    if (!tegel) throw new Error('uitvoer: de bron heeft meer tegels dan haar boom');
    await tar.voegToe(tegelbestand(tegel), stuk.soort === 'bladen' ? stuk.bladen : stuk.hashes);
    if (stuk.soort !== 'bladen') continue;
    if (heeftRijen(omslag, tegel.nummer))
      await tar.voegToe(bundelbestand(tegel), stuk.bundel ?? maakBundel(Array.from({ length: tegel.aantal })));
    rijen += tegel.aantal;
    meld(rijen);
  }
  return bevindingen;
}
