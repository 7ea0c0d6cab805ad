import { mediaan } from '../cijfers.ts';
import { meetRonde, vatSamen, warmOp } from '../meting.ts';
import type { Scenario } from '../scenarios.ts';
import { goedkopeHash, vulEnStartLeerid } from '../systemen.ts';
import { type Hoofdstuk, type Regel, ruis } from '../verslag.ts';
import type { Opstelling } from './opstelling.ts';

type Ronde = Awaited<ReturnType<typeof meetRonde>>;

/** The page of the act with the most clauses, and the start page, on one server in turn. */
export async function meetProtocolpagina({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  const { leerlingen, maat } = opties;
  await using leerid = await vulEnStartLeerid(cluster, config, 'protocolpagina', leerlingen, goedkopeHash());
  const meet = (scenario: Scenario) => meetRonde(lader, scenario, leerid, maat);
  for (const scenario of ['startpagina', 'protocolpagina'] as const) await warmOp(lader, scenario, leerid, maat);
  const [start, protocol]: [Ronde[], Ronde[]] = [[], []];
  for (let ronde = 0; ronde < maat.ronden; ronde++) {
    const beurten = [
      () => meet('startpagina').then((een) => start.push(een)),
      () => meet('protocolpagina').then((een) => protocol.push(een)),
    ];
    for (const beurt of ronde % 2 ? beurten.toReversed() : beurten) await beurt();
  }
  return {
    onderdeel: 'protocolpagina',
    titel: '(k) The page of a protocol against the start page',
    kolommen: ['start page', 'protocol'],
    regels: regelsVan(start, protocol),
    opmerkingen: [
      `${maat.bezoekers} visitors; the page of the act with the most clauses; both are asked for as a browser does, compressed where that is had`,
      ruis([mediaan([...start, ...protocol].map(({ anderen }) => anderen))]),
    ],
    ruw: { start: vatSamen(start), protocol: vatSamen(protocol) },
  };
}

function regelsVan(start: readonly Ronde[], protocol: readonly Ronde[]): Regel[] {
  const [was, is] = [vatSamen(start), vatSamen(protocol)];
  const p95 = (ronde: Ronde | undefined) => (ronde ? vatSamen([ronde]).p95 : Number.NaN);
  return [
    {
      wat: 'p95',
      eenheid: 'ms',
      maatstaf: was.p95,
      leerid: is.p95,
      verhouding: mediaan(protocol.map((ronde, plaats) => p95(ronde) / p95(start[plaats]))),
      doel: { grens: 2, richting: 'hoogstens' },
    },
    { wat: 'p50', eenheid: 'ms', maatstaf: was.p50, leerid: is.p50 },
    {
      wat: 'CPU, PostgreSQL counted in',
      eenheid: 'ms',
      maatstaf: was.cpuMs.mediaan,
      leerid: is.cpuMs.mediaan,
      verhouding: mediaan(protocol.map(({ cpuMs }, plaats) => cpuMs / (start[plaats]?.cpuMs ?? Number.NaN))),
    },
    { wat: '  of which PostgreSQL', eenheid: 'ms', maatstaf: was.postgresMs, leerid: is.postgresMs },
  ];
}
