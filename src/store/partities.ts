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
const DAGEN_VOORUIT = 7;
/** No OIDC object lives a full day: after two days a partition holds only expired rows. */
const DAGEN_BEWAARD = 2;
const MAANDEN_VOORUIT = 3;

/**
 * Makes the partitions that are coming and drops those that hold only expired objects. Safe to run on every node and as
 * often as one likes. The privacy log keeps its months: its retention is a rule of the `privacy` room.
 */
export async function onderhoudPartities(db: Database, nu: Temporal.Instant): Promise<void> {
  const vandaag = nu.toZonedDateTimeISO('UTC').toPlainDate();
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.partities'))`.execute(trx);
    for (const tabel of PER_DAG) {
      for (let dag = 0; dag <= DAGEN_VOORUIT; dag++) await maak(trx, tabel, vandaag.add({ days: dag }), { days: 1 });
      await verwijderVoor(trx, tabel, vandaag.subtract({ days: DAGEN_BEWAARD }));
    }
    const maand = vandaag.with({ day: 1 });
    for (let i = 0; i <= MAANDEN_VOORUIT; i++) await maak(trx, 'privacylog', maand.add({ months: i }), { months: 1 });
  });
}

async function maak(db: Database, tabel: string, van: Temporal.PlainDate, duur: Temporal.DurationLike): Promise<void> {
  const grens = (dag: Temporal.PlainDate) => sql.lit(`${dag}T00:00:00Z`);
  await sql`create table if not exists ${sql.table(`${tabel}_${achtervoegsel(van)}`)}
    partition of ${sql.table(tabel)} for values from (${grens(van)}) to (${grens(van.add(duur))})`.execute(db);
}

async function verwijderVoor(db: Database, tabel: string, grens: Temporal.PlainDate): Promise<void> {
  const { rows } = await sql<{ naam: string }>`select inhrelid::regclass::text as naam
    from pg_inherits where inhparent = ${tabel}::regclass`.execute(db);
  const oud = rows.filter(({ naam }) => naam.slice(tabel.length + 1) < achtervoegsel(grens));
  for (const { naam } of oud) await sql`drop table ${sql.table(naam)}`.execute(db);
}

function achtervoegsel(dag: Temporal.PlainDate): string {
  return dag.toString().replaceAll('-', '');
}
