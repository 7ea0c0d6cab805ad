import { Bezoeker } from '../bezoeker.ts';
import { mediaan } from '../cijfers.ts';
import { goedkopeHash, type Systeem, startKaal, startLeerid } from '../systemen.ts';
import type { Hoofdstuk } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

interface Start {
  ms: number;
  geheugen: number;
}

/** (d) From the start of the process until its first answer, and its memory at that moment. */
export async function meetStart({ opties, cluster, config }: Opstelling): Promise<Hoofdstuk> {
  await maakDatabase(cluster, 'start', opties.leerlingen, await goedkopeHash());
  const leerid = () => startLeerid(cluster, config, 'start', opties.leerlingen, 'echt');
  // We measure a restart. The first start also makes partitions and signing keys, and fills the page cache.
  const allereerste = await meet(leerid);
  await meet(startKaal);
  const van: Record<'kaal' | 'leerid', Start[]> = { kaal: [], leerid: [] };
  for (let i = 0; i < opties.starts; i++) {
    van.kaal.push(await meet(startKaal));
    van.leerid.push(await meet(leerid));
  }
  const regel = (wat: string, eenheid: string, lees: (start: Start) => number, grens: number) => ({
    wat,
    eenheid,
    maatstaf: mediaan(van.kaal.map(lees)).mediaan,
    leerid: mediaan(van.leerid.map(lees)).mediaan,
    verhouding: mediaan(van.leerid.map((start, plaats) => lees(start) / lees(van.kaal[plaats] ?? start))),
    doel: { grens, richting: 'hoogstens' as const },
  });
  return {
    onderdeel: 'start',
    titel: '(d) Start and rest',
    kolommen: ['bare', 'LeerID'],
    regels: [
      regel('start to first answer', 'ms', ({ ms }) => ms, 2.5),
      regel('resident memory at rest', 'MiB', (start) => start.geheugen, 1.6),
    ],
    opmerkingen: [
      `a restart, on a migrated database; the first start with new partitions and keys took ${Math.round(allereerste.ms)} ms`,
      'memory of the Node process, right after its first answer',
    ],
    ruw: van,
  };
}

async function meet(start: () => Promise<Systeem>): Promise<Start> {
  const begin = performance.now();
  await using systeem = await start();
  const bezoeker = await Bezoeker.open(systeem.doel);
  await bezoeker.discovery();
  bezoeker.sluit();
  return { ms: performance.now() - begin, geheugen: systeem.geheugen() };
}
