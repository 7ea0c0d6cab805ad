import { sql } from 'kysely';
import { verzegelLog } from '../../src/privacy/zegel/verzegel.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { type Mediaan, mediaan, omgekeerd } from '../cijfers.ts';
import { cpuVan } from '../cpu.ts';
import { vergelijk } from '../meting.ts';
import type { Cluster } from '../postgres.ts';
import { goedkopeHash, vulEnStartLeerid } from '../systemen.ts';
import { type Hoofdstuk, ruis } from '../verslag.ts';
import { aantalGelogd } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

/** Rows that are sealed at once, as the twenty seconds of a busy morning have them, and how often. */
const RIJEN = 20_000;
const KEREN = 5;

/**
 * (j) What the privacy log costs a sign-in: the row, and its part of the seal. The same server takes turns with and
 * without writing rows; sealing is measured apart, because it runs beside the sign-ins.
 */
export async function meetLogkosten({ opties, cluster, config, lader }: Opstelling): Promise<Hoofdstuk> {
  await using zonder = await vulEnStartLeerid(cluster, config, 'zonderlog', opties.leerlingen, goedkopeHash(), {
    zonderLog: true,
  });
  await using met = await vulEnStartLeerid(cluster, config, 'metlog', opties.leerlingen, goedkopeHash());
  await cluster.rust();
  const meting = await vergelijk(lader, 'sso', [zonder, met], opties.maat);
  const db = openDatabase(cluster.url('metlog'), () => {}, { verbindingen: 1, opzoeken: true });
  const leeg = openDatabase(cluster.url('zonderlog'), () => {}, { verbindingen: 1 });
  try {
    if ((await aantalGelogd(leeg)) > 0) throw new Error('zonder log staan er toch rijen in het privacylog');
    const zegel = await meetZegel(db, cluster, config.omgeving.LEERID_MASTER_KEY ?? '');
    const [a, b] = [meting.a.cpuMs.mediaan, meting.b.cpuMs.mediaan];
    const rij = omgekeerd(meting.cpu);
    const samen = {
      mediaan: rij.mediaan + zegel.mediaan / a,
      laagste: rij.laagste + zegel.laagste / a,
      hoogste: rij.hoogste + zegel.hoogste / a,
    };
    return {
      onderdeel: 'logkosten',
      titel: '(j) The privacy log: CPU of an SSO sign-in, PostgreSQL counted in',
      kolommen: ['without log', 'LeerID'],
      regels: [
        { wat: 'with its row', eenheid: 'ms', maatstaf: a, leerid: b, verhouding: rij },
        { wat: '  of which the server', eenheid: 'ms', maatstaf: meting.a.serverMs, leerid: meting.b.serverMs },
        { wat: '  of which PostgreSQL', eenheid: 'ms', maatstaf: meting.a.postgresMs, leerid: meting.b.postgresMs },
        { wat: 'its part of the seal', eenheid: 'ms', leerid: zegel.mediaan },
        {
          wat: 'row and seal together',
          eenheid: 'ms',
          maatstaf: a,
          leerid: b + zegel.mediaan,
          verhouding: samen,
          doel: { grens: 1.05, richting: 'hoogstens' },
        },
      ],
      opmerkingen: [`sealing: ${KEREN} times ${RIJEN} rows, in batches as the server has them`, ruis([meting.anderen])],
      ruw: { meting, zegel },
    };
  } finally {
    await db.destroy();
    await leeg.destroy();
  }
}

/** Milliseconds of CPU for each row, of this process and of PostgreSQL together. */
async function meetZegel(db: Database, cluster: Cluster, hoofdsleutel: string): Promise<Mediaan> {
  const verzegel = () => verzegelLog({ db, hoofdsleutel, nu: () => Temporal.Now.instant() });
  const perRij: number[] = [];
  await verzegel();
  for (let keer = 0; keer < KEREN; keer++) {
    await voegRijenToe(db);
    await cluster.rust();
    const voor = cpuVan(process.pid) + cluster.cpu();
    await verzegel();
    perRij.push(((cpuVan(process.pid) + cluster.cpu() - voor) * 1000) / RIJEN);
  }
  return mediaan(perRij);
}

/** More rows like those of the sign-ins, each of a pupil of its own. */
async function voegRijenToe(db: Database): Promise<void> {
  const { rows } = await sql<{ kolom: string }>`select attname as kolom from pg_attribute
    where attrelid = 'privacylog'::regclass and attnum > 0 and attname not in
      ('id', 'volgnummer', 'zout', 'leerling_id', 'account_uuid')`.execute(db);
  const kolommen = sql.join(rows.map(({ kolom }) => sql.ref(kolom)));
  await sql`insert into privacylog (${kolommen}, leerling_id, account_uuid)
    select ${kolommen}, gen_random_uuid(), gen_random_uuid()
    from (select * from privacylog limit 1), generate_series(1, ${sql.lit(RIJEN)})`.execute(db);
}
