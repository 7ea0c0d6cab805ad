import { join } from 'node:path';
import { mediaan } from '../cijfers.ts';
import { cpuVan } from '../cpu.ts';
import { startKind } from '../kind.ts';
import { meetRonde, vatSamen, warmOp } from '../meting.ts';
import { echteHash, vulEnStartLeerid, WACHTWOORD } from '../systemen.ts';
import { type Hoofdstuk, ruis } from '../verslag.ts';
import type { Opstelling } from './opstelling.ts';

/** libuv's default, for LeerID and for the bare hash: both compete for the same caches in the same way. */
const DRADEN = 4;

/**
 * (b) The CPU of a whole password sign-in, PostgreSQL's included, against one argon2id verification and
 * nothing else.
 */
export async function meetWachtwoord({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  const hash = await echteHash();
  await using leerid = await vulEnStartLeerid(
    cluster,
    config,
    'wachtwoord',
    opties.leerlingen,
    Promise.resolve(hash),
    'echt',
  );
  await using bron = await startKind(join(import.meta.dirname, '../hash.ts'), {
    argument: { hash, wachtwoord: WACHTWOORD, tegelijk: DRADEN },
  });
  const kaleHash = async (ms: number) => {
    const voor = cpuVan(bron.pid);
    const { aantal, ms: verlopen } = await bron.vraag<{ aantal: number; ms: number }>('meet', { ms });
    return { cpuMs: ((cpuVan(bron.pid) - voor) * 1000) / aantal, perSeconde: (aantal * 1000) / verlopen };
  };
  // A sign-in takes tens of milliseconds, so rounds are longer and visitors are fewer.
  const maat = { ...opties.maat, rondeMs: opties.maat.rondeMs * 2, bezoekers: opties.maat.bezoekers / 2 };
  await cluster.rust();
  await kaleHash(opties.maat.rondeMs / 2);
  await warmOp(lader, 'eerste', leerid, maat);
  const hashes: Awaited<ReturnType<typeof kaleHash>>[] = [];
  const ronden: Awaited<ReturnType<typeof meetRonde>>[] = [];
  for (let ronde = 0; ronde < opties.maat.ronden; ronde++) {
    hashes.push(await kaleHash(opties.maat.rondeMs));
    ronden.push(await meetRonde(lader, 'eerste', leerid, maat));
  }
  const verhouding = mediaan(ronden.map(({ cpuMs }, plaats) => cpuMs / (hashes[plaats]?.cpuMs ?? Number.NaN)));
  const samen = vatSamen(ronden);
  const kaal = mediaan(hashes.map(({ cpuMs }) => cpuMs)).mediaan;
  return {
    onderdeel: 'wachtwoord',
    titel: '(b) Password sign-in against one bare argon2id verification (19 MiB, 2 passes, 1 lane)',
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
    ],
    opmerkingen: [
      `${DRADEN} verifications at a time, in the bare hash as in LeerID (libuv's default); ${maat.bezoekers} visitors`,
      ruis([mediaan(ronden.map(({ anderen }) => anderen))]),
    ],
    ruw: { hashes, samen },
  };
}
