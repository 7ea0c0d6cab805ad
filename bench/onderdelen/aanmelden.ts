import { openDatabase } from '../../src/store/index.ts';
import { eisGelijkeInhoud } from '../inhoud.ts';
import { type Maat, type Vergelijking, vergelijk } from '../meting.ts';
import type { Scenario } from '../scenarios.ts';
import { goedkopeHash, type Systeem, startKaal, vulEnStartLeerid } from '../systemen.ts';
import { type Hoofdstuk, type Regel, ruis } from '../verslag.ts';
import { aantalGelogd } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

const NAMEN: Record<Scenario, string> = {
  sso: 'SSO sign-in',
  eerste: 'first sign-in, without hash',
  eersteVolledig: 'first sign-in with password and userinfo',
  ssoVolledig: 'SSO sign-in with userinfo',
  token: 'token',
  userinfo: 'userinfo',
  discovery: 'discovery',
  startpagina: 'start page',
  protocolpagina: 'page of a protocol',
};

/** The least share of the bare library's rate. */
const DOELEN: Partial<Record<Scenario, number>> = { sso: 0.8, eerste: 0.6, userinfo: 0.55 };

/**
 * (a) Sign-ins against the bare library: durable, and with each handing-over logged. (c) Its endpoints one by
 * one.
 */
export async function meetTegenKaal(
  opstelling: Opstelling,
  delen: { aanmelden: boolean; eindpunten: boolean },
): Promise<Hoofdstuk[]> {
  const { opties, cluster, config } = opstelling;
  await using kaal = await startKaal();
  await using leerid = await vulEnStartLeerid(cluster, config, 'kaal', opties.leerlingen, goedkopeHash());
  await eisGelijkeInhoud(kaal, leerid);
  const hoofdstukken: Hoofdstuk[] = [];
  if (delen.aanmelden) {
    const voor = await gelogd(opstelling);
    const metingen = await allemaal(opstelling, opties.maat, ['sso', 'eerste'], [kaal, leerid]);
    const erbij = (await gelogd(opstelling)) - voor;
    const aanmeldingen = metingen.reduce((som, { b }) => som + b.aantal, 0);
    if (erbij < aanmeldingen) throw new Error(`${aanmeldingen} aanmeldingen, maar ${erbij} rijen in het privacylog`);
    hoofdstukken.push({
      onderdeel: 'aanmelden',
      titel: '(a) Sign-in against the bare oidc-provider with its memory adapter',
      kolommen: ['bare', 'LeerID'],
      regels: metingen.flatMap((meting) => [doorvoer(meting, DOELEN[meting.scenario]), ...details(meting)]),
      opmerkingen: [
        ...metingen.map(lader),
        `every sign-in of LeerID is in the privacy log (${erbij} rows for ${aanmeldingen} measured sign-ins and the warm-up)`,
        `resident memory after the load: ${Math.round(kaal.geheugen())} MiB bare, ${Math.round(leerid.geheugen())} MiB LeerID`,
        ruis(metingen.map(({ anderen }) => anderen)),
      ],
      ruw: metingen,
    });
  }
  if (delen.eindpunten) {
    const maat = { ...opties.maat, rondeMs: opties.maat.rondeMs / 2 };
    const metingen = await allemaal(opstelling, maat, ['token', 'userinfo', 'discovery'], [kaal, leerid]);
    hoofdstukken.push({
      onderdeel: 'eindpunten',
      titel: '(c) Endpoints one by one',
      kolommen: ['bare', 'LeerID'],
      regels: metingen.flatMap((meting) => [doorvoer(meting, DOELEN[meting.scenario]), cpu(meting)]),
      opmerkingen: [
        ...metingen.map(lader),
        'token and userinfo of LeerID each write a row in the privacy log',
        ruis(metingen.map(({ anderen }) => anderen)),
      ],
      ruw: metingen,
    });
  }
  return hoofdstukken;
}

async function allemaal(
  { cluster, lader }: Opstelling,
  maat: Maat,
  scenarios: Scenario[],
  [a, b]: readonly [Systeem, Systeem],
): Promise<Vergelijking[]> {
  const metingen: Vergelijking[] = [];
  for (const scenario of scenarios) {
    await cluster.rust();
    metingen.push(await vergelijk(lader, scenario, [a, b], maat));
  }
  return metingen;
}

export function doorvoer({ scenario, a, b, doorvoer: verhouding }: Vergelijking, grens?: number): Regel {
  return {
    wat: NAMEN[scenario],
    eenheid: 'per s',
    maatstaf: a.perSeconde.mediaan,
    leerid: b.perSeconde.mediaan,
    verhouding,
    ...(grens ? { doel: { grens, richting: 'minstens' } } : {}),
  };
}

function cpu({ a, b, cpu: verhouding }: Vergelijking): Regel {
  return {
    wat: '  CPU, PostgreSQL counted in',
    eenheid: 'ms',
    maatstaf: a.cpuMs.mediaan,
    leerid: b.cpuMs.mediaan,
    verhouding,
  };
}

export function details(meting: Vergelijking): Regel[] {
  const { a, b } = meting;
  return [
    cpu(meting),
    { wat: '    of which the server', eenheid: 'ms', maatstaf: a.serverMs, leerid: b.serverMs },
    { wat: '    of which PostgreSQL', eenheid: 'ms', maatstaf: a.postgresMs, leerid: b.postgresMs },
    { wat: '  p50', eenheid: 'ms', maatstaf: a.p50, leerid: b.p50 },
    { wat: '  p95', eenheid: 'ms', maatstaf: a.p95, leerid: b.p95 },
  ];
}

/** What the driver costs. It shares the machine with the servers, and it costs all of them alike. */
export function lader({ scenario, a, b }: Vergelijking): string {
  return `${NAMEN[scenario]}: the driver itself used ${a.laderMs.toFixed(2)} and ${b.laderMs.toFixed(2)} ms of CPU per visit`;
}

async function gelogd({ cluster }: Opstelling): Promise<number> {
  const db = openDatabase(cluster.url('kaal'), () => {}, { verbindingen: 1 });
  try {
    return await aantalGelogd(db);
  } finally {
    await db.destroy();
  }
}
