import { type RawBuilder, sql } from 'kysely';
import type { Bewaarmoment, Bewaarregel, Leerlingreeks } from '../kamer.ts';
import { zonderRijen } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import { BEWARING_KLAS, isVerlopenKlas } from './klastermijn.ts';

/** Excludes pupils who are erased themselves. */
function verlopen(reeks: Leerlingreeks, moment: Bewaarmoment): RawBuilder<unknown> {
  const leerling = sql.ref('t.leerling_id');
  return sql`t.leerling_id > ${reeks.na} and t.leerling_id <= ${reeks.tot}
    and ${isVerlopenKlas('t', leerling, moment.vandaag)} and not (${moment.gaatZelf(leerling)})`;
}

async function tel(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from klastoewijzingen t where ${verlopen(reeks, moment)}`.execute(db);
  return rows[0]?.n ?? 0;
}

async function heeft(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<boolean> {
  if ((await tel(db, reeks, moment)) > 0) return true;
  return (await zoekKopieen(db, reeks, moment)).length > 0;
}

/** Their copies are erased too: what a merge keeps for its undoing must not outlive its term. */
async function wis(trx: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number> {
  for (const { id, gegevens, weg } of await zoekKopieen(trx, reeks, moment)) {
    const { over } = zonderRijen(gegevens, 'klastoewijzingen', ({ klas_id, van, tot }) =>
      weg.includes([klas_id, van, tot ?? []].flat().join(' ')),
    );
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(over)}::jsonb where id = ${id}`.execute(trx);
  }
  const { numAffectedRows } = await sql`
    delete from klastoewijzingen t where ${verlopen(reeks, moment)}`.execute(trx);
  return Number(numAffectedRows);
}

/**
 * Merges with such a copy, and the copies. All enrolments of the removed pupil now belong to the pupil who
 * stayed.
 */
async function zoekKopieen(db: Database, { na, tot }: Leerlingreeks, moment: Bewaarmoment) {
  const { rows } = await sql<{ id: string; gegevens: unknown; weg: string[] }>`
    select m.id, m.gegevens, array_agg(concat_ws(' ', r.klas_id, r.van, r.tot)) as weg
    from samenvoegingen m, jsonb_path_query(m.gegevens, '$.**.klastoewijzingen[*]') x,
      jsonb_to_record(x) as r (klas_id uuid, van date, tot date)
    where m.leerling_id > ${na} and m.leerling_id <= ${tot} and ${isVerlopenKlas('r', sql.ref('m.leerling_id'), moment.vandaag)}
    group by m.id`.execute(db);
  return rows;
}

export const klasbewaring: Bewaarregel = {
  telling: 'klastoewijzingen',
  inWoorden: `klassen langer dan ${BEWARING_KLAS} na de inschrijving waaronder een leerling erin zat, gewist`,
  tel,
  heeft,
  wis,
};
