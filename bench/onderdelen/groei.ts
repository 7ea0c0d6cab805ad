import { omgekeerd } from '../cijfers.ts';
import { type Vergelijking, vergelijk } from '../meting.ts';
import { goedkopeHash, vulEnStartLeerid } from '../systemen.ts';
import { type Hoofdstuk, type Regel, ruis } from '../verslag.ts';
import type { Opstelling } from './opstelling.ts';

/** (e) The same sign-ins on random pupils, of a small and of a large register in turn. */
export async function meetGroei({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  const { leerlingen, leerlingenGroot } = opties;
  await using klein = await vulEnStartLeerid(cluster, config, 'klein', leerlingen, goedkopeHash());
  await using groot = await vulEnStartLeerid(cluster, config, 'groot', leerlingenGroot, goedkopeHash());
  const metingen: Vergelijking[] = [];
  for (const scenario of ['sso', 'eerste'] as const) {
    await cluster.rust();
    metingen.push(await vergelijk(lader, scenario, [klein, groot], opties.maat));
  }
  return {
    onderdeel: 'groei',
    titel: `(e) Growth: ${leerlingenGroot} pupils against ${leerlingen}`,
    kolommen: [String(leerlingen), String(leerlingenGroot)],
    regels: metingen.flatMap(regels),
    opmerkingen: [
      'random pupils; right after a checkpoint, so that pages are written whole to the log at their first change',
      ruis(metingen.map(({ anderen }) => anderen)),
    ],
    ruw: metingen,
  };
}

function regels({ scenario, a, b, doorvoer, cpu }: Vergelijking): Regel[] {
  const wat = scenario === 'sso' ? 'SSO sign-in' : 'first sign-in, without hash';
  const doel = { grens: 1.1, richting: 'hoogstens' as const };
  return [
    {
      wat: `${wat}: time per sign-in`,
      eenheid: 'ms',
      maatstaf: 1000 / a.perSeconde.mediaan,
      leerid: 1000 / b.perSeconde.mediaan,
      verhouding: omgekeerd(doorvoer),
      doel,
    },
    {
      wat: '  CPU, PostgreSQL counted in',
      eenheid: 'ms',
      maatstaf: a.cpuMs.mediaan,
      leerid: b.cpuMs.mediaan,
      verhouding: omgekeerd(cpu),
      doel,
    },
    { wat: '  p95', eenheid: 'ms', maatstaf: a.p95, leerid: b.p95 },
  ];
}
