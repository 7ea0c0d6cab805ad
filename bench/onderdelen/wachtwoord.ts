import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { HASHKOSTEN } from '../../src/aanmelden/wachtwoorden/hashkosten.ts';
import { mediaan } from '../cijfers.ts';
import { meetHash, vergelijkHashkosten } from '../hashkeuze.ts';
import { startKind } from '../kind.ts';
import { meetRonde, vatSamen, warmOp } from '../meting.ts';
import { echteHash, vulEnStartLeerid, WACHTWOORD } from '../systemen.ts';
import { type Hoofdstuk, ruis } from '../verslag.ts';
import type { Opstelling } from './opstelling.ts';

/** As LeerID's queue: LeerID and the bare hash compete for the same caches in the same way. */
const TEGELIJK = availableParallelism();

/**
 * (b) The CPU of a whole password sign-in, PostgreSQL's included, against one argon2id verification and
 * nothing else.
 */
export async function meetWachtwoord({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  const hash = await echteHash();
  await using leerid = await vulEnStartLeerid(cluster, config, 'wachtwoord', opties.leerlingen, Promise.resolve(hash), {
    hashkosten: 'echt',
  });
  await using bron = await startKind(join(import.meta.dirname, '../hash.ts'), {
    argument: { wachtwoord: WACHTWOORD, tegelijk: TEGELIJK },
    env: { UV_THREADPOOL_SIZE: String(TEGELIJK) },
  });
  const kaleHash = (ms: number) => meetHash(bron, hash, ms);
  // A sign-in takes tens of milliseconds, so rounds are longer and visitors are fewer.
  const maat = { ...opties.maat, rondeMs: opties.maat.rondeMs * 2, bezoekers: opties.maat.bezoekers / 2 };
  await cluster.rust();
  await kaleHash(opties.maat.rondeMs / 2);
  await warmOp(lader, 'eerste', leerid, maat);
  const hashes: Awaited<ReturnType<typeof meetHash>>[] = [];
  const ronden: Awaited<ReturnType<typeof meetRonde>>[] = [];
  for (let ronde = 0; ronde < opties.maat.ronden; ronde++) {
    hashes.push(await kaleHash(opties.maat.rondeMs));
    ronden.push(await meetRonde(lader, 'eerste', leerid, maat));
  }
  const keuze = await vergelijkHashkosten(bron, opties.maat.ronden, opties.maat.rondeMs / 2);
  const verhouding = mediaan(ronden.map(({ cpuMs }, plaats) => cpuMs / (hashes[plaats]?.cpuMs ?? Number.NaN)));
  const samen = vatSamen(ronden);
  const kaal = mediaan(hashes.map(({ cpuMs }) => cpuMs)).mediaan;
  return {
    onderdeel: 'wachtwoord',
    titel: `(b) Password sign-in against one bare argon2id verification (${HASHKOSTEN.memoryCost / 1024} MiB, ${HASHKOSTEN.timeCost} passes, 1 lane)`,
    kolommen: ['bare hash', 'LeerID'],
    regels: [
      {
        wat: 'CPU, PostgreSQL counted in',
        eenheid: 'ms',
        maatstaf: kaal,
        leerid: samen.cpuMs.mediaan,
        verhouding,
        doel: { grens: 1.5, richting: 'hoogstens' },
      },
      { wat: '  of which Node', eenheid: 'ms', maatstaf: kaal, leerid: samen.serverMs },
      { wat: '  of which PostgreSQL', eenheid: 'ms', leerid: samen.postgresMs },
      { wat: 'per vCPU', eenheid: 'per s', maatstaf: 1000 / kaal, leerid: 1000 / samen.cpuMs.mediaan },
      {
        wat: 'reached in this run',
        eenheid: 'per s',
        maatstaf: mediaan(hashes.map(({ perSeconde }) => perSeconde)).mediaan,
        leerid: samen.perSeconde.mediaan,
      },
      { wat: '  p50', eenheid: 'ms', leerid: samen.p50 },
      { wat: '  p95', eenheid: 'ms', leerid: samen.p95 },
      ...keuze,
    ],
    opmerkingen: [
      `${TEGELIJK} verifications at a time, in the bare hash as in LeerID; ${maat.bezoekers} visitors`,
      'the last lines: parameters that OWASP lists as equal, each against LeerID’s own',
      ruis([mediaan(ronden.map(({ anderen }) => anderen))]),
    ],
    ruw: { hashes, samen },
  };
}
