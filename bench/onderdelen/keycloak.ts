import { omgekeerd } from '../cijfers.ts';
import { eisGelijkeInhoud, PROTOCOLCLAIMS } from '../inhoud.ts';
import { kopieerDistributie, type Plaatsen } from '../keycloak/distributie.ts';
import { eisStandaardhash, richtIn, startKeycloak } from '../keycloak/keycloak.ts';
import { type Maat, type Vergelijking, vergelijk, warmTotVlak } from '../meting.ts';
import { echteHash, type Systeem, startLeerid } from '../systemen.ts';
import { type Hoofdstuk, type Regel, ruis } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import { details, doorvoer, lader as laderkosten } from './aanmelden.ts';
import type { Opstelling } from './opstelling.ts';
import { startregels, vergelijkStarts } from './start.ts';

const DATABASE = 'naast_keycloak';
/** Each scenario of each system. A JVM compiles for minutes. */
const LANGSTE_OPWARMING_MS = { kort: 150_000, lang: 480_000 };

/** (i) LeerID beside Keycloak: whole sign-ins with real passwords, each at its defaults. */
export async function meetKeycloak(opstelling: Opstelling, plaatsen: Plaatsen): Promise<Hoofdstuk> {
  const { opties, cluster, config } = opstelling;
  await using distributie = await kopieerDistributie(plaatsen);
  const ingericht = await richtIn(distributie, cluster, opties.leerlingen);
  await maakDatabase(cluster, DATABASE, opties.leerlingen, await echteHash());
  const beide = [
    () => startKeycloak(ingericht, cluster),
    () => startLeerid(cluster, config, DATABASE, opties.leerlingen, { hashkosten: 'echt' }),
  ] as const;
  const starts = await vergelijkStarts(beide, Math.min(opties.starts, 3));
  await using keycloak = await beide[0]();
  await using leerid = await beide[1]();
  await eisGelijkeInhoud(keycloak, leerid, PROTOCOLCLAIMS);
  const { metingen, opgewarmd } = await meetAanmeldingen(opstelling, [keycloak, leerid]);
  await eisStandaardhash(cluster);
  const { keycloak: versie, jdk } = distributie.versies;
  return {
    onderdeel: 'keycloak',
    titel: `(i) Beside Keycloak ${versie} on JDK ${jdk}`,
    kolommen: ['Keycloak', 'LeerID'],
    regels: [
      ...metingen.flatMap(regels),
      ...startregels(starts),
      {
        wat: 'resident memory after the load',
        eenheid: 'MiB',
        maatstaf: keycloak.geheugen(),
        leerid: leerid.geheugen(),
      },
    ],
    opmerkingen: [
      `each at its defaults, with its own argon2id hash; docs/bench.md says what is alike and what is not`,
      ...opgewarmd,
      ...metingen.map(laderkosten),
      ruis(metingen.map(({ anderen }) => anderen)),
    ],
    ruw: { metingen, starts },
  };
}

/** Both are warmed up in the same way, and for as long as it helps. */
async function meetAanmeldingen(
  { opties, cluster, lader }: Opstelling,
  systemen: readonly [Systeem, Systeem],
): Promise<{ metingen: Vergelijking[]; opgewarmd: string[] }> {
  // A sign-in takes tens of milliseconds, so rounds are longer. Warming up is done before.
  const maat: Maat = {
    ...opties.maat,
    rondeMs: opties.maat.rondeMs * 4,
    opwarmen: { aantal: 1, hoogstensMs: 1 },
  };
  const metingen: Vergelijking[] = [];
  const opgewarmd: string[] = [];
  for (const scenario of ['eersteVolledig', 'ssoVolledig'] as const) {
    const hoogstensMs = LANGSTE_OPWARMING_MS[opties.kort ? 'kort' : 'lang'];
    const duren: string[] = [];
    for (const systeem of systemen) duren.push(await warmTotVlak(lader, scenario, systeem, maat, hoogstensMs));
    opgewarmd.push(`${scenario}: warmed up for ${duren.join(' and ')}`);
    await cluster.rust();
    metingen.push(await vergelijk(lader, scenario, systemen, maat));
  }
  return { metingen, opgewarmd };
}

function regels(meting: Vergelijking): Regel[] {
  const [cpu, ...rest] = details(meting);
  const hoogstens = { grens: 0.5, richting: 'hoogstens' } as const;
  return [doorvoer(meting, 2), { ...cpu, verhouding: omgekeerd(meting.cpu), doel: hoogstens } as Regel, ...rest];
}
