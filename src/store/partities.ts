import { sql } from 'kysely';
import type { Database } from './database.ts';

const PER_DAG = [
  'oidc_sessions',
  'oidc_session_clients',
  'oidc_gebruikte_antwoorden',
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
  const plannen: Plan[] = [
    { tabel: 'privacylog', komend: maanden, duur: { months: 1 } },
    ...PER_DAG.map((tabel) => ({
      tabel,
      komend: dagen,
      duur: { days: 1 },
      voor: vandaag.subtract({ days: DAGEN_BEWAARD }),
    })),
  ];
  // At most starts this statement sees that nothing is to be done. Then no table is locked.
  const gezien = await leesPartities(
    db,
    plannen.map(({ tabel }) => tabel),
  );
  const fouten: unknown[] = [];
  for (const plan of plannen) {
    if (ontbrekende(plan, gezien).length) await maakKomende(db, plan).catch((fout) => fouten.push(fout));
  }
  for (const plan of plannen) {
    if (verlopen(plan, gezien).length) await verwijderVerlopen(db, plan).catch((fout) => fouten.push(fout));
  }
  if (fouten.length) throw new AggregateError(fouten, 'niet alle partities konden nu worden bijgewerkt');
}

interface Plan {
  tabel: string;
  /** First days of the partitions that must be there. */
  komend: readonly Temporal.PlainDate[];
  /** How long each is. */
  duur: Temporal.DurationLike;
  /** Those that begin before this day hold only expired rows. Without it, none is dropped. */
  voor?: Temporal.PlainDate;
}

function ontbrekende({ tabel, komend }: Plan, bestaand: readonly string[]): Temporal.PlainDate[] {
  return komend.filter((begin) => !bestaand.includes(naamVan(tabel, begin)));
}

function verlopen({ tabel, voor }: Plan, bestaand: readonly string[]): string[] {
  if (!voor) return [];
  const eigen = bestaand.filter((naam) => naam.slice(0, -'_20261130'.length) === tabel);
  return eigen.filter((naam) => naam < naamVan(tabel, voor));
}

async function maakKomende(db: Database, plan: Plan): Promise<void> {
  await kortVast(db, plan.tabel, async (trx) => {
    for (const begin of ontbrekende(plan, await leesPartities(trx, [plan.tabel])))
      await sql`select maak_partitie(${plan.tabel}, ${String(begin)}, ${String(begin.add(plan.duur))})`.execute(trx);
  });
}

async function verwijderVerlopen(db: Database, plan: Plan): Promise<void> {
  await kortVast(db, plan.tabel, async (trx) => {
    for (const naam of verlopen(plan, await leesPartities(trx, [plan.tabel])))
      await sql`select verwijder_partitie(${plan.tabel}, ${naam})`.execute(trx);
  });
}

function kortVast(db: Database, tabel: string, doe: (trx: Database) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '500ms'`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtext(${`leerid.partities.${tabel}`}))`.execute(trx);
    await doe(trx);
  });
}

async function leesPartities(db: Database, tabellen: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`select inhrelid::regclass::text as naam
    from pg_inherits where inhparent = any (${tabellen}::regclass[])`.execute(db);
  return rows.map(({ naam }) => naam).filter((naam) => /_\d{8}$/.test(naam));
}

function naamVan(tabel: string, dag: Temporal.PlainDate): string {
  return `${tabel}_${dag.toString().replaceAll('-', '')}`;
}
