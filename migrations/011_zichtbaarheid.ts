import { type Kysely, sql } from 'kysely';

/**
 * What a pupil sees is decided by a school, and for its own pupils only. Who decided before is not known: what stood there goes to each
 * school where the pupil is enrolled on this day and that works with the application on this day. What no such school is there for, goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table zichtbaarheid add column instellingsnummer text references scholen`.execute(db);
  await sql`alter table zichtbaarheid drop constraint zichtbaarheid_pkey`.execute(db);
  await sql`
    insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
    select distinct z.leerling_id, z.client_id, i.instellingsnummer, z.sinds
    from zichtbaarheid z join inschrijvingen i using (leerling_id)
    join samenwerkingen s on (s.instellingsnummer, s.client_id) = (i.instellingsnummer, z.client_id)
    where i.status in ('gerealiseerd', 'parallel') and ${loopt('i')} and ${loopt('s')}`.execute(db);
  await sql`delete from zichtbaarheid where instellingsnummer is null`.execute(db);
  await sql`alter table zichtbaarheid add primary key (leerling_id, client_id, instellingsnummer)`.execute(db);
  await sql`create index on zichtbaarheid (instellingsnummer, client_id)`.execute(db);
  await bewaardeSamenvoegingen(db);
}

const VANDAAG = sql`(now() at time zone 'Europe/Brussels')::date`;

function loopt(rij: 'i' | 's') {
  return sql`${sql.ref(`${rij}.van`)} <= ${VANDAAG} and (${sql.ref(`${rij}.tot`)} is null or ${sql.ref(`${rij}.tot`)} >= ${VANDAAG})`;
}

interface Inschrijving {
  id: string;
  instellingsnummer: string;
  status: string;
  van: string;
  tot: string | null;
}
interface Zichtbaar {
  client_id: string;
  instellingsnummer?: string;
}
interface Gegevens {
  inschrijvingen: Inschrijving[];
  zichtbaarheid: Zichtbaar[];
  blijvend: { zichtbaarheid: Zichtbaar[] };
  samenvoegingen: { ontkoppeld_op: string | null; gegevens: Gegevens }[];
}

/** What is kept to undo a merge is kept by school as well: of the pupil that went by its own schools, of who stayed by the others. */
async function bewaardeSamenvoegingen(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; gegevens: Gegevens; blijvend: Inschrijving[] }>`
    select m.id, m.gegevens, (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from inschrijvingen i where i.leerling_id = m.leerling_id)
      as blijvend
    from samenvoegingen m where ontkoppeld_op is null`.execute(db);
  if (rows.length === 0) return;
  const paren = await sql<{ client_id: string; instellingsnummer: string; vandaag: string }>`
    select client_id, instellingsnummer, ${VANDAAG}::text as vandaag from samenwerkingen s where ${loopt('s')}`.execute(
    db,
  );
  const samen = new Set(paren.rows.map(({ client_id, instellingsnummer }) => `${client_id} ${instellingsnummer}`));
  const vandaag = paren.rows[0]?.vandaag ?? '';
  const telt = (client: string, { instellingsnummer, status, van, tot }: Inschrijving) =>
    samen.has(`${client} ${instellingsnummer}`) &&
    ['gerealiseerd', 'parallel'].includes(status) &&
    van <= vandaag &&
    (tot === null || tot >= vandaag);
  for (const { id, gegevens, blijvend } of rows) {
    verdeel(gegevens, blijvend, telt);
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(gegevens)}::jsonb where id = ${id}`.execute(db);
  }
}

function verdeel(
  gegevens: Gegevens,
  blijvend: Inschrijving[],
  telt: (client: string, inschrijving: Inschrijving) => boolean,
): void {
  const eigen = new Set(gegevens.inschrijvingen.map(({ id }) => id));
  const over = (rijen: Zichtbaar[], inschrijvingen: Inschrijving[]) =>
    rijen.flatMap((rij) => {
      const tellend = inschrijvingen.filter((een) => telt(rij.client_id, een));
      return [...new Set(tellend.map((een) => een.instellingsnummer))].map((instellingsnummer) => ({
        ...rij,
        instellingsnummer,
      }));
    });
  gegevens.zichtbaarheid = over(gegevens.zichtbaarheid, gegevens.inschrijvingen);
  gegevens.blijvend.zichtbaarheid = over(
    gegevens.blijvend.zichtbaarheid,
    blijvend.filter(({ id }) => !eigen.has(id)),
  );
  // Those of merges of before, into the pupil that went.
  for (const eerder of gegevens.samenvoegingen)
    if (!eerder.ontkoppeld_op) verdeel(eerder.gegevens, gegevens.inschrijvingen, telt);
}
