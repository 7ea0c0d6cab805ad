import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Bereik } from '../boom/bereik.ts';
import type { Archiefmaand } from './archiefbestand.ts';
import { Archieffout } from './archieffout.ts';

/** Which months of the log are in the database, and which in an archive file. */

/** A part of a month in a file, as it was held against the tree. */
export interface NagekekenMaand extends Archiefmaand {
  deel: number;
  laatste_volgnummer: number | null;
  /** Of all its rows. */
  plaatsen: Bereik[];
}

export interface Archiefstand extends NagekekenMaand {
  /** When the rows left the database. */
  uit_database_op: Temporal.Instant | null;
  /** When the file was erased, at the end of its term. */
  gewist_op: Temporal.Instant | null;
}

/** All of them, the oldest first. */
export async function leesArchiefstand(db: Database): Promise<Archiefstand[]> {
  const rijen = await db
    .selectFrom('privacylogarchieven')
    .select(sql<string>`to_char(maand, 'YYYY-MM')`.as('maand'))
    .select(['deel', 'bestand', 'sha256', 'rijen', 'eerste_plaats', 'laatste_plaats', 'laatste_volgnummer', 'plaatsen'])
    .select(['uit_database_op', 'gewist_op'])
    .orderBy('privacylogarchieven.maand')
    .orderBy('deel')
    .execute();
  return rijen.map((rij) => ({ ...rij, plaatsen: alsBereiken(rij.plaatsen) }));
}

/** From what PostgreSQL writes: `{[0,300),[310,400)}`. */
function alsBereiken(multirange: string): Bereik[] {
  return Array.from(multirange.matchAll(/\[(\d+),(\d+)\)/g), ([, van, tot]) => ({
    van: Number(van),
    tot: Number(tot),
  }));
}

const alsMultirange = (bereiken: readonly Bereik[]): string =>
  `{${bereiken.map(({ van, tot }) => `[${van},${tot})`).join(',')}}`;

/** Those whose rows are in a file and nowhere else. */
export async function leesArchiefmaanden(db: Database): Promise<Archiefmaand[]> {
  return (await leesArchiefstand(db)).filter(({ uit_database_op, gewist_op }) => uit_database_op && !gewist_op);
}

/** Months with a table in the database, and months of rows that have no such table. The oldest first. */
export async function leesMaandenInDatabase(db: Database): Promise<{ maand: string; heeftTabel: boolean }[]> {
  const { rows } = await sql<{ maand: string; heeftTabel: boolean }>`
    select maand, bool_or(tabel) as "heeftTabel" from (
      select to_char(to_date(substring(inhrelid::regclass::text from '\\d{8}$'), 'YYYYMMDD'), 'YYYY-MM') as maand, true as tabel
      from pg_inherits where inhparent = 'privacylog'::regclass and inhrelid::regclass::text ~ '^privacylog_\\d{8}$'
      union all select distinct to_char(tijdstip at time zone 'UTC', 'YYYY-MM'), false from privacylog_overig
    ) group by maand order by maand`.execute(db);
  return rows;
}

const eersteDag = (maand: string) => `${maand}-01`;

/** Rows of that month get a table of their own. */
export async function maakMaandtabel(db: Database, maand: string): Promise<void> {
  const van = Temporal.PlainDate.from(eersteDag(maand));
  await sql`select maak_partitie('privacylog', ${van.toString()}, ${van.add({ months: 1 }).toString()})`.execute(db);
}

/** The table of a month. */
export const maandtabel = (maand: string) => sql.table(`privacylog_${maand.replace('-', '')}01`);

export async function telRijen(db: Database, maand: string): Promise<number> {
  const { rows } = await sql<{ rijen: number }>`select count(*) as rijen from ${maandtabel(maand)}`.execute(db);
  return Number(rows[0]?.rijen);
}

/** Writes down that a file was held against the tree. */
export async function onthoudMaand(db: Database, gezien: NagekekenMaand, nu: Temporal.Instant): Promise<void> {
  const rij = {
    ...gezien,
    maand: eersteDag(gezien.maand),
    plaatsen: alsMultirange(gezien.plaatsen),
    nagekeken_op: nu.toString(),
  };
  await db
    .insertInto('privacylogarchieven')
    .values(rij)
    .onConflict((al) => al.columns(['maand', 'deel']).doUpdateSet(rij))
    .execute();
}

/**
 * Drops the table of a month that is in a file.
 * @returns false when a row came since, so that the file is not the whole month
 * @throws Archieffout `bezet` when somebody uses the log for long: every sign-in would wait behind this
 */
export function verwijderMaand(db: Database, { maand, deel }: NagekekenMaand, nu: Temporal.Instant): Promise<boolean> {
  const werk = db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '500ms'`.execute(trx);
    const { rows } = await sql<{ weg: boolean }>`
      select verwijder_gearchiveerde_maand(${eersteDag(maand)}, ${deel}, ${nu.toString()}) as weg`.execute(trx);
    return rows[0]?.weg ?? false;
  });
  return werk.catch((fout) => {
    if ((fout as { code?: string }).code !== TAFEL_OP_SLOT) throw fout;
    throw new Archieffout(
      'bezet',
      maand,
      'staat in het archief; de database is bezig, en laat de maand los bij een volgende keer',
      fout,
    );
  });
}

/** What PostgreSQL says of a lock that it did not get in time. */
const TAFEL_OP_SLOT = '55P03';

export async function onthoudWissing(db: Database, { bestand }: Archiefmaand, nu: Temporal.Instant): Promise<void> {
  await db
    .updateTable('privacylogarchieven')
    .set({ gewist_op: nu.toString() })
    .where('bestand', '=', bestand)
    .execute();
}
