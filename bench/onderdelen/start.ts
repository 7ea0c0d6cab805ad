import { setTimeout as wacht } from 'node:timers/promises';
import { Bezoeker } from '../bezoeker.ts';
import { mediaan } from '../cijfers.ts';
import { goedkopeHash, type Systeem, startKaal, startLeerid, vulCodegeheugen } from '../systemen.ts';
import type { Hoofdstuk, Regel } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

interface Start {
  ms: number;
  /** Of the server's processes until that answer, in ms. */
  cpu: number;
  geheugen: number;
}

export interface Starts {
  /** Of LeerID. */
  allereerste: Start;
  paren: [maatstaf: Start, leerid: Start][];
}

/** Milliseconds for a server to do what it put off at its start, and to clear up. */
const RUST = 3_000;

/** (d) From the start of the process until its first answer, and its memory at rest after it. */
export async function meetStart({ opties, cluster, config }: Opstelling): Promise<Hoofdstuk> {
  await maakDatabase(cluster, 'start', opties.leerlingen, await goedkopeHash());
  const starts = await vergelijkStarts(
    [startKaal, () => startLeerid(cluster, config, 'start', opties.leerlingen, { hashkosten: 'echt' })],
    opties.starts,
  );
  return {
    onderdeel: 'start',
    titel: '(d) Start and rest',
    kolommen: ['bare', 'LeerID'],
    regels: startregels(starts, { ms: 2.5, geheugen: 1.6 }),
    opmerkingen: [
      `a restart, on a migrated database; the first start with new partitions and keys took ${Math.round(starts.allereerste.ms)} ms`,
      `memory of the process, ${RUST / 1000} s after its first answer`,
      'what LeerID loads was compiled ahead, as in its image; the bare library starts as it is',
    ],
    ruw: starts,
  };
}

/** Starts both systems in turn. */
export async function vergelijkStarts(
  [maatstaf, leerid]: readonly [() => Promise<Systeem>, () => Promise<Systeem>],
  aantal: number,
): Promise<Starts> {
  vulCodegeheugen();
  // We measure a restart. The first start also makes partitions and signing keys, and fills the page cache.
  const allereerste = await meet(leerid);
  await meet(maatstaf);
  const paren: Starts['paren'] = [];
  for (let i = 0; i < aantal; i++) paren.push([await meet(maatstaf), await meet(leerid)]);
  return { allereerste, paren };
}

/** @param grenzen at most so many times the yardstick */
export function startregels({ paren }: Starts, grenzen: Partial<Start> = {}): Regel[] {
  const regel = (wat: string, eenheid: string, naam: keyof Start): Regel => ({
    wat,
    eenheid,
    maatstaf: mediaan(paren.map(([maatstaf]) => maatstaf[naam])).mediaan,
    leerid: mediaan(paren.map(([, leerid]) => leerid[naam])).mediaan,
    verhouding: mediaan(paren.map(([maatstaf, leerid]) => leerid[naam] / maatstaf[naam])),
    ...(grenzen[naam] ? { doel: { grens: grenzen[naam], richting: 'hoogstens' } } : {}),
  });
  return [
    regel('start to first answer', 'ms', 'ms'),
    regel('  CPU until then', 'ms', 'cpu'),
    regel('resident memory at rest', 'MiB', 'geheugen'),
  ];
}

async function meet(start: () => Promise<Systeem>): Promise<Start> {
  const begin = performance.now();
  await using systeem = await start();
  const bezoeker = await Bezoeker.open(systeem.doel);
  await bezoeker.discovery();
  const tot = { ms: performance.now() - begin, cpu: systeem.cpu().server * 1000 };
  bezoeker.sluit();
  await wacht(RUST);
  return { ...tot, geheugen: systeem.geheugen() };
}
