import { sql } from 'kysely';
import type { Database } from './database.ts';

const PER_DAG = [
  'oidc_sessions',
  'oidc_session_clients',
  'oidc_interactions',
  'oidc_grants',
  'oidc_authorization_codes',
  'oidc_access_tokens',
  'oidc_pushed_authorization_requests',
  'oidc_replay_detection',
];
const DAGEN_VOORUIT = 2;
/**
 * No OIDC object lives a full day: after two days a partition holds only expired rows.
 * docs/keuzes/database.md#rows-of-openid-connect-are-partitioned-by-the-day-they-were-made
 */
const DAGEN_BEWAARD = 2;
const MAANDEN_VOORUIT = 3;

/**
 * No OIDC object lives a full day, so PostgreSQL need not open the partitions of other days. The hour is for
 * clocks that differ: a row has the time of the server that made it.
 */
export const LEVEND = `gemaakt_op between now() - interval '1 day' and now() + interval '1 hour'`;

/**
 * Makes the partitions of the coming days and drops those with only expired objects. Every node may run it,
 * at any time. It waits half a second at most for a table that somebody reads for long, because every sign-in
 * would queue behind it. The next run tries again. The functions that do it belong to the owner of the
 * tables. The privacy log keeps its months: the `privacy` room decides how long.
 * @throws AggregateError when a table could not be done now
 */
export async function onderhoudPartities(db: Database, nu: Temporal.Instant): Promise<void> {
  const vandaag = nu.toZonedDateTimeISO('UTC').toPlainDate();
  const maand = vandaag.with({ day: 1 });
  const dagen = Array.from({ length: DAGEN_VOORUIT + 1 }, (_, dag) => vandaag.add({ days: dag }));
  const maanden = Array.from({ length: MAANDEN_VOORUIT + 1 }, (_, i) => maand.add({ months: i }));
  const stappen = [
    () => maakKomende(db, 'privacylog', maanden, { months: 1 }),
    ...PER_DAG.map((tabel) => () => maakKomende(db, tabel, dagen, { days: 1 })),
    ...PER_DAG.map((tabel) => () => verwijderVoor(db, tabel, vandaag.subtract({ days: DAGEN_BEWAARD }))),
  ];
  const fouten: unknown[] = [];
  for (const stap of stappen) await stap().catch((fout) => fouten.push(fout));
  if (fouten.length) throw new AggregateError(fouten, 'niet alle partities konden nu worden bijgewerkt');
}

async function maakKomende(
  db: Database,
  tabel: string,
  beginnen: Temporal.PlainDate[],
  duur: Temporal.DurationLike,
): Promise<void> {
  await kortVast(db, tabel, async (trx) => {
    const bestaand = await leesPartities(trx, tabel);
    for (const begin of beginnen) {
      if (bestaand.includes(naamVan(tabel, begin))) continue;
      await sql`select maak_partitie(${tabel}, ${String(begin)}, ${String(begin.add(duur))})`.execute(trx);
    }
  });
}

async function verwijderVoor(db: Database, tabel: string, grens: Temporal.PlainDate): Promise<void> {
  await kortVast(db, tabel, async (trx) => {
    const oud = (await leesPartities(trx, tabel)).filter((naam) => naam < naamVan(tabel, grens));
    for (const naam of oud) await sql`select verwijder_partitie(${tabel}, ${naam})`.execute(trx);
  });
}

function kortVast(db: Database, tabel: string, doe: (trx: Database) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '500ms'`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtext(${`leerid.partities.${tabel}`}))`.execute(trx);
    await doe(trx);
  });
}

async function leesPartities(trx: Database, tabel: string): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`select inhrelid::regclass::text as naam
    from pg_inherits where inhparent = ${tabel}::regclass`.execute(trx);
  return rows.map(({ naam }) => naam).filter((naam) => /_\d{8}$/.test(naam));
}

function naamVan(tabel: string, dag: Temporal.PlainDate): string {
  return `${tabel}_${dag.toString().replaceAll('-', '')}`;
}
