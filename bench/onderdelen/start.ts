import { Bezoeker } from '../bezoeker.ts';
import { mediaan } from '../cijfers.ts';
import { goedkopeHash, type Systeem, startKaal, startLeerid } from '../systemen.ts';
import type { Hoofdstuk, Regel } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

interface Start {
  ms: number;
  geheugen: number;
}

export interface Starts {
  /** Of LeerID. */
  allereerste: Start;
  paren: [maatstaf: Start, leerid: Start][];
}

/** (d) From the start of the process until its first answer, and its memory at that moment. */
export async function meetStart({ opties, cluster, config }: Opstelling): Promise<Hoofdstuk> {
  await maakDatabase(cluster, 'start', opties.leerlingen, await goedkopeHash());
  const starts = await vergelijkStarts(
    [startKaal, () => startLeerid(cluster, config, 'start', opties.leerlingen, 'echt')],
    opties.starts,
  );
  return {
    onderdeel: 'start',
    titel: '(d) Start and rest',
    kolommen: ['bare', 'LeerID'],
    regels: startregels(starts, { ms: 2.5, geheugen: 1.6 }),
    opmerkingen: [
      `a restart, on a migrated database; the first start with new partitions and keys took ${Math.round(starts.allereerste.ms)} ms`,
      'memory of the process, right after its first answer',
    ],
    ruw: starts,
  };
}

/** Starts both systems in turn. */
export async function vergelijkStarts(
  [maatstaf, leerid]: readonly [() => Promise<Systeem>, () => Promise<Systeem>],
  aantal: number,
): Promise<Starts> {
  // We measure a restart. The first start also makes partitions and signing keys, and fills the page cache.
  const allereerste = await meet(leerid);
  await meet(maatstaf);
  const paren: Starts['paren'] = [];
  for (let i = 0; i < aantal; i++) paren.push([await meet(maatstaf), await meet(leerid)]);
  return { allereerste, paren };
}

/** @param grenzen at most so many times the yardstick */
export function startregels({ paren }: Starts, grenzen?: Start): Regel[] {
  const regel = (wat: string, eenheid: string, naam: keyof Start): Regel => ({
    wat,
    eenheid,
    maatstaf: mediaan(paren.map(([maatstaf]) => maatstaf[naam])).mediaan,
    leerid: mediaan(paren.map(([, leerid]) => leerid[naam])).mediaan,
    verhouding: mediaan(paren.map(([maatstaf, leerid]) => leerid[naam] / maatstaf[naam])),
    ...(grenzen ? { doel: { grens: grenzen[naam], richting: 'hoogstens' } } : {}),
  });
  return [regel('start to first answer', 'ms', 'ms'), regel('resident memory at rest', 'MiB', 'geheugen')];
}

async function meet(start: () => Promise<Systeem>): Promise<Start> {
  const begin = performance.now();
  await using systeem = await start();
  const bezoeker = await Bezoeker.open(systeem.doel);
  await bezoeker.discovery();
  bezoeker.sluit();
  return { ms: performance.now() - begin, geheugen: systeem.geheugen() };
}
