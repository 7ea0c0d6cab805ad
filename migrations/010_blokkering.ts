import { type Kysely, sql } from 'kysely';

/**
 * A block belongs to the pupil and no longer to one of the accounts, which come and go. Merges of before had lifted the block of the
 * pupil that went: who stayed is blocked again, and so is what undoing them brings back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table leerlingen add column geblokkeerd_op timestamptz`.execute(db);
  await sql`update leerlingen l set geblokkeerd_op = a.sinds
    from (select leerling_id, min(geblokkeerd_op) as sinds from accounts group by 1) a
    where a.leerling_id = l.id and a.sinds is not null`.execute(db);
  await sql`alter table accounts drop column geblokkeerd_op`.execute(db);
  const { rows } = await sql<Samenvoeging>`
    select id, leerling_id, gegevens from samenvoegingen where ontkoppeld_op is null`.execute(db);
  for (const { id, leerling_id, gegevens } of rows) {
    const sinds = zetOver(gegevens);
    if (sinds === null) continue;
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(gegevens)}::jsonb where id = ${id}`.execute(db);
    await sql`update leerlingen set geblokkeerd_op = least(geblokkeerd_op, ${sinds}::timestamptz)
      where id = ${leerling_id}`.execute(db);
  }
}

interface Samenvoeging {
  id: string;
  leerling_id: string;
  ontkoppeld_op?: string | null;
  gegevens: Gegevens;
}

interface Gegevens {
  leerling: { geblokkeerd_op?: string };
  accounts: { geblokkeerd_op?: string | null }[];
  /** Merges into the pupil that went. */
  samenvoegingen: Samenvoeging[];
}

/** Brings the blocks of what was kept of the pupil that went, and of who had gone up in it, to the pupil. */
function zetOver(gegevens: Gegevens): string | null {
  const eerder = gegevens.samenvoegingen.filter(({ ontkoppeld_op }) => !ontkoppeld_op);
  const momenten = [
    ...gegevens.accounts.map(({ geblokkeerd_op }) => geblokkeerd_op ?? null),
    ...eerder.map((een) => zetOver(een.gegevens)),
  ].filter((moment) => moment !== null);
  const [eerste = null] = momenten.sort((a, b) => Temporal.Instant.compare(a, b));
  if (eerste !== null) gegevens.leerling.geblokkeerd_op = eerste;
  return eerste;
}
