import { availableParallelism } from 'node:os';
import { omgekeerd } from '../cijfers.ts';
import { type Vergelijking, vergelijk } from '../meting.ts';
import { goedkopeHash, vulEnStartLeerid } from '../systemen.ts';
import { type Hoofdstuk, type Regel, ruis } from '../verslag.ts';
import { doorvoer } from './aanmelden.ts';
import type { Opstelling } from './opstelling.ts';

/** (h) The same sign-ins with one process and with two that share a port (`LEERID_PROCESSES`). */
export async function meetProcessen({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  const start = (processen: number) =>
    vulEnStartLeerid(cluster, config, `processen_${processen}`, opties.leerlingen, goedkopeHash(), { processen });
  await using een = await start(1);
  await using twee = await start(2);
  const rust = { maatstaf: een.geheugen(), leerid: twee.geheugen() };
  // Each process compiles for itself, and gets a part of the sign-ins.
  const { aantal, hoogstensMs } = opties.maat.opwarmen;
  const maat = { ...opties.maat, opwarmen: { aantal: 2 * aantal, hoogstensMs: 2 * hoogstensMs } };
  const metingen: Vergelijking[] = [];
  for (const scenario of ['sso', 'eerste'] as const) {
    await cluster.rust();
    metingen.push(await vergelijk(lader, scenario, [een, twee], maat));
  }
  return {
    onderdeel: 'processen',
    titel: '(h) Two processes against one',
    kolommen: ['1 process', '2 processes'],
    regels: [
      ...metingen.flatMap(regels),
      { wat: 'resident memory at rest', eenheid: 'MiB', ...rust },
      { wat: 'resident memory after the load', eenheid: 'MiB', maatstaf: een.geheugen(), leerid: twee.geheugen() },
    ],
    opmerkingen: [
      `${availableParallelism()} cores are shared by LeerID, PostgreSQL and the driver`,
      'with two processes a third one leads them; memory is added up, so what they share is counted three times',
      ruis(metingen.map(({ anderen }) => anderen)),
    ],
    ruw: metingen,
  };
}

function regels(meting: Vergelijking): Regel[] {
  const { a, b, cpu } = meting;
  return [
    doorvoer(meting),
    {
      wat: '  CPU, PostgreSQL counted in',
      eenheid: 'ms',
      maatstaf: a.cpuMs.mediaan,
      leerid: b.cpuMs.mediaan,
      verhouding: omgekeerd(cpu),
    },
    { wat: '  p95', eenheid: 'ms', maatstaf: a.p95, leerid: b.p95 },
  ];
}
