import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { schrijfVlaanderen } from '../../src/demo/vlaanderen/index.ts';
import { systeemklok } from '../../src/klok.ts';
import { type Database, migreer, openDatabase } from '../../src/store/index.ts';
import { mediaan, percentiel } from '../cijfers.ts';
import { cpuVanMachine } from '../cpu.ts';
import { startKind } from '../kind.ts';
import type { Opbrengst } from '../lader.ts';
import type { Lading } from '../lading.ts';
import { kopieerRauw } from '../rauw.ts';
import { goedkopeHash, startLeerid } from '../systemen.ts';
import type { Hoofdstuk, Regel } from '../verslag.ts';
import { vul } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

const KLEIN = 12_000;
/**
 * Enough to keep the server at work, and few enough to leave it room. So p95 shows the waiting for the load.
 */
const BEZOEKERS = 2;
const ROND_DE_KLOK_MS = 8_000;

/** The nightly load of the register, against a bare COPY of the same lines in the same run. */
export async function meetRegister(opstelling: Opstelling): Promise<Hoofdstuk> {
  const { opties } = opstelling;
  const begin = { machine: cpuVanMachine(), ms: performance.now() };
  const klein = await meetReeks(opstelling, 'register_klein', KLEIN, 1);
  const groot = await meetReeks(opstelling, 'register_groot', opties.leerlingenGroot, 3);
  const { rauw, eerste, opnieuw, gewijzigd, rijversies } = groot;
  const naastLading = await meetAanmeldingen(opstelling, groot);
  const perRegel = (reeks: typeof groot) => (1e6 * reeks.eerste.seconden) / reeks.eerste.verslag.regels;
  const tegenRauw = (wat: string, lading: Lading, grens: number): Regel => ({
    wat,
    eenheid: 's',
    maatstaf: rauw,
    leerid: lading.seconden,
    verhouding: mediaan([lading.seconden / rauw]),
    doel: { grens, richting: 'hoogstens' },
  });
  return {
    onderdeel: 'register',
    titel: `(f) Load of the register: ${eerste.verslag.regels} lines`,
    kolommen: ['raw', 'LeerID'],
    regels: [
      tegenRauw('first load, against a raw COPY', eerste, 22),
      tegenRauw('the same delivery again', opnieuw, 5),
      tegenRauw('1 % changed', gewijzigd, 6),
      {
        wat: 'memory of the process',
        eenheid: 'MiB',
        maatstaf: 300,
        leerid: eerste.geheugen,
        verhouding: mediaan([eerste.geheugen / 300]),
        doel: { grens: 1, richting: 'hoogstens' },
      },
      {
        wat: `time per line, against ${KLEIN} pupils`,
        eenheid: 'µs',
        maatstaf: perRegel(klein),
        leerid: perRegel(groot),
        verhouding: mediaan([perRegel(groot) / perRegel(klein)]),
        doel: { grens: 1.2, richting: 'hoogstens' },
      },
      {
        wat: 'p95 of a sign-in, idle and beside a load',
        eenheid: 'ms',
        maatstaf: naastLading.rustig,
        leerid: naastLading.ernaast,
        verhouding: mediaan([naastLading.ernaast / naastLading.rustig]),
        doel: { grens: 2, richting: 'hoogstens' },
      },
    ],
    opmerkingen: [
      `row versions written by the same delivery again: ${rijversies}`,
      `1 % changed: ${gewijzigd.verslag.regels - gewijzigd.verslag.ongewijzigd} lines read, ${gewijzigd.verslag.geidentificeerd} pupils identified, ${gewijzigd.verslag.samengevoegd} merged`,
      `the machine was busy with ${((cpuVanMachine() - begin.machine) / ((performance.now() - begin.ms) / 1000)).toFixed(2)} cores over the whole part`,
    ],
    ruw: { klein, groot, naastLading },
  };
}

async function meetReeks({ cluster }: Opstelling, database: string, leerlingen: number, nachten: number) {
  const map = await mkdtemp(join(tmpdir(), 'leerid-bench-register-'));
  try {
    const wensen = { leerlingen, zaad: 1, peildatum: systeemklok.vandaag(), nachten, verandering: 0.01 };
    const vorm = { soort: 'volledig', twijfel: false, vorm: 'csv', ongecomprimeerd: true } as const;
    await schrijfVlaanderen({ ...wensen, ...vorm, map });
    const beheer = openDatabase(cluster.url('postgres'), () => {}, { verbindingen: 1, tijdslimiet: 0 });
    await sql`create database ${sql.id(database)}`.execute(beheer);
    await beheer.destroy();
    const databaseUrl = cluster.url(database);
    const db = openDatabase(databaseUrl, () => {}, { verbindingen: 1, tijdslimiet: 0 });
    await migreer(db);
    const rauw = await kopieerRauw(databaseUrl, join(map, 'nacht-1', 'inschrijvingen.csv'));
    await cluster.rust();
    const eerste = await laad(databaseUrl, map, 1);
    await cluster.rust();
    const ervoor = await telRijversies(db);
    const opnieuw = await laad(databaseUrl, map, 1);
    const rijversies = (await telRijversies(db)) - ervoor;
    const gewijzigd = nachten > 1 ? await laad(databaseUrl, map, 2) : opnieuw;
    await db.destroy();
    return { database, databaseUrl, map, rauw, eerste, opnieuw, gewijzigd, rijversies };
  } finally {
    if (nachten === 1) await rm(map, { recursive: true });
  }
}

async function laad(databaseUrl: string, map: string, nacht: number): Promise<Lading> {
  await using kind = await startKind(join(import.meta.dirname, '../lading.ts'));
  return await kind.vraag<Lading>('laad', { databaseUrl, manifest: join(map, `nacht-${nacht}`, 'manifest.json') });
}

/**
 * Sign-ins in an application with an open session, on a register of full size: first alone, and then during
 * the load of the next night.
 */
async function meetAanmeldingen(
  { cluster, config, lader, opties }: Opstelling,
  { database, databaseUrl, map }: { database: string; databaseUrl: string; map: string },
): Promise<{ rustig: number; ernaast: number; lading: Lading }> {
  const db = openDatabase(databaseUrl, () => {}, { verbindingen: 1, tijdslimiet: 0 });
  await vul(db, opties.leerlingen, await goedkopeHash());
  await db.destroy();
  await using leerid = await startLeerid(cluster, config, database, opties.leerlingen);
  const ronde = { doel: leerid.doel, scenario: 'sso', bezoekers: BEZOEKERS };
  const meet = async (ms: number) => percentiel((await lader.vraag<Opbrengst>('meet', { ms })).duren, 0.95);
  await lader.vraag('bereid', ronde);
  await meet(ROND_DE_KLOK_MS);
  await lader.vraag('bereid', ronde);
  const rustig = await meet(ROND_DE_KLOK_MS);
  await lader.vraag('bereid', ronde);
  let klaar = false;
  const lading = laad(databaseUrl, map, 3).finally(() => {
    klaar = true;
  });
  const ernaast = await meet(opties.kort ? 1_000 : ROND_DE_KLOK_MS);
  if (klaar) throw new Error('de lading was klaar voor de aanmeldingen: meet korter');
  return { rustig, ernaast, lading: await lading.finally(() => rm(map, { recursive: true })) };
}

async function telRijversies(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables
    where relname in ('leerlingen', 'accounts', 'aanmeldmiddelen', 'inschrijvingen', 'historiek_account_uuid', 'scholen',
      'vestigingsplaatsen', 'administratieve_groepen', 'vroegere_sleutels')`.execute(db);
  return rows[0]?.n ?? 0;
}
