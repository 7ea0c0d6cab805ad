import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { teltSql } from '../inschrijving.ts';
import { zonderRijen } from './aanhang_wissen.ts';
import { type Grenzen, isVerlopenLeerling, type Leerlingreeks } from './verlopen.ts';

/** An enrolment of that school while he sat there; without any, the class speaks for itself. One that nobody confirmed is its first day alone. */
function isVerlopenKlas(rij: string, leerling: RawBuilder<unknown>, { klas }: Grenzen): RawBuilder<boolean> {
  const kolom = (naam: string) => sql.ref(`${rij}.${naam}`);
  const [van, tot] = [kolom('van'), kolom('tot')];
  return sql<boolean>`coalesce((
      select max(case when ${teltSql('i.status')} and i.onbevestigd_sinds is null then coalesce(i.tot, 'infinity') else i.van end)
      from inschrijvingen i join klassen k on k.instellingsnummer = i.instellingsnummer
      where i.leerling_id = ${leerling} and k.id = ${kolom('klas_id')}
        and daterange(i.van, i.tot, '[]') && daterange(${van}, ${tot}, '[]')
    ), ${tot}, ${van}) < ${klas}::date`;
}

/** Not those of pupils who go themselves. */
function verlopen(venster: Leerlingreeks, grenzen: Grenzen): RawBuilder<unknown> {
  return sql`t.leerling_id > ${venster.na} and t.leerling_id <= ${venster.tot}
    and ${isVerlopenKlas('t', sql.ref('t.leerling_id'), grenzen)}
    and not (${isVerlopenLeerling(sql.ref('t.leerling_id'), grenzen)})`;
}

export async function telVerlopenKlassen(db: Database, venster: Leerlingreeks, grenzen: Grenzen): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from klastoewijzingen t where ${verlopen(venster, grenzen)}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function heeftVerlopenKlassen(db: Database, venster: Leerlingreeks, grenzen: Grenzen): Promise<boolean> {
  if ((await telVerlopenKlassen(db, venster, grenzen)) > 0) return true;
  return (await zoekKopieen(db, venster, grenzen)).length > 0;
}

/** Their copies go along: what a merge keeps to be undone does not outlive its term either. */
export async function wisVerlopenKlassen(trx: Database, venster: Leerlingreeks, grenzen: Grenzen): Promise<number> {
  for (const { id, gegevens, weg } of await zoekKopieen(trx, venster, grenzen)) {
    const { over } = zonderRijen(gegevens, 'klastoewijzingen', ({ klas_id, van, tot }) =>
      weg.includes([klas_id, van, tot ?? []].flat().join(' ')),
    );
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(over)}::jsonb where id = ${id}`.execute(trx);
  }
  const { numAffectedRows } = await sql`
    delete from klastoewijzingen t where ${verlopen(venster, grenzen)}`.execute(trx);
  return Number(numAffectedRows);
}

/** Merges with such a copy, and which. All enrolments of the pupil that went are those of who stayed. */
async function zoekKopieen(db: Database, { na, tot }: Leerlingreeks, grenzen: Grenzen) {
  const { rows } = await sql<{ id: string; gegevens: unknown; weg: string[] }>`
    select m.id, m.gegevens, array_agg(concat_ws(' ', r.klas_id, r.van, r.tot)) as weg
    from samenvoegingen m, jsonb_path_query(m.gegevens, '$.**.klastoewijzingen[*]') x,
      jsonb_to_record(x) as r (klas_id uuid, van date, tot date)
    where m.leerling_id > ${na} and m.leerling_id <= ${tot} and ${isVerlopenKlas('r', sql.ref('m.leerling_id'), grenzen)}
    group by m.id`.execute(db);
  return rows;
}
