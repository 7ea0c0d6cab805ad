import { join } from 'node:path';
import type { Uitvoer } from '../bulkdeur.ts';
import { mediaan } from '../cijfers.ts';
import { cpuVanMachine } from '../cpu.ts';
import { startKind } from '../kind.ts';
import { goedkopeHash } from '../systemen.ts';
import type { Hoofdstuk } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

interface Meting extends Uitvoer {
  /** Seconds of CPU of PostgreSQL meanwhile. */
  postgres: number;
}

/** A delivery of every pupil through the door, against a raw COPY out of the same rows, in turn. */
export async function meetLevering(opstelling: Opstelling): Promise<Hoofdstuk> {
  const { opties, cluster } = opstelling;
  const begin = { machine: cpuVanMachine(), ms: performance.now() };
  const database = 'levering';
  await maakDatabase(cluster, database, opties.leerlingenGroot, await goedkopeHash());
  const ronden = opties.kort ? 1 : 3;
  const paren: { rauw: Meting; deur: Meting }[] = [];
  for (let ronde = 0; ronde < ronden; ronde++) {
    const rauw = await voerUit(opstelling, 'kopieer', database);
    paren.push({ rauw, deur: await voerUit(opstelling, 'lever', database) });
  }
  const midden = (kies: (paar: (typeof paren)[number]) => number) => mediaan(paren.map(kies)).mediaan;
  const verhouding = (kies: (meting: Meting) => number) =>
    mediaan(paren.map(({ rauw, deur }) => kies(deur) / kies(rauw)));
  const cpu = ({ cpu, postgres }: Meting) => cpu + postgres;
  const pupils = paren.at(-1)?.deur.pupils ?? 0;
  if (pupils !== opties.leerlingenGroot) throw new Error(`de levering had er maar ${pupils}`);
  return {
    onderdeel: 'levering',
    titel: `(l) A delivery of ${pupils} pupils, log rows included`,
    kolommen: ['raw COPY', 'LeerID'],
    regels: [
      {
        wat: 'time',
        eenheid: 's',
        maatstaf: midden(({ rauw }) => rauw.seconden),
        leerid: midden(({ deur }) => deur.seconden),
        verhouding: verhouding(({ seconden }) => seconden),
        doel: { grens: 12, richting: 'hoogstens' },
      },
      {
        wat: '  CPU, PostgreSQL counted in',
        eenheid: 's',
        maatstaf: midden(({ rauw }) => cpu(rauw)),
        leerid: midden(({ deur }) => cpu(deur)),
        verhouding: verhouding(cpu),
      },
      {
        wat: 'memory of the process',
        eenheid: 'MiB',
        maatstaf: 200,
        leerid: midden(({ deur }) => deur.geheugen),
        verhouding: mediaan(paren.map(({ deur }) => deur.geheugen / 200)),
        doel: { grens: 1, richting: 'hoogstens' },
      },
    ],
    opmerkingen: [
      'S0 as it stands in config, as a delivery: its conditions are asked of each pupil, and each pupil gets a row',
      `${midden(({ deur }) => deur.megabytes).toFixed(0)} MB of JSON lines left; the COPY gave ${midden(({ rauw }) => rauw.megabytes).toFixed(0)} MB`,
      `the machine was busy with ${((cpuVanMachine() - begin.machine) / ((performance.now() - begin.ms) / 1000)).toFixed(2)} cores over the whole part`,
    ],
    ruw: paren,
  };
}

async function voerUit({ cluster }: Opstelling, wat: 'lever' | 'kopieer', database: string): Promise<Meting> {
  await using kind = await startKind(join(import.meta.dirname, '../bulkdeur.ts'));
  await cluster.rust();
  const begin = cluster.cpu();
  const uitvoer = await kind.vraag<Uitvoer>(wat, { databaseUrl: cluster.url(database) });
  return { ...uitvoer, postgres: cluster.cpu() - begin };
}
