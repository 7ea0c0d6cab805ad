import type { Writable } from 'node:stream';
import { sql } from 'kysely';
import type { Laadverbinding } from '../../../store/index.ts';
import { NIET_TOEGEPAST, werk } from '../werkruimte/index.ts';

export async function heeftUitval({ db }: Laadverbinding): Promise<boolean> {
  const { rows } = await sql<{ heeft: boolean }>`
    select exists (select from ${werk.uitval})
      or exists (select from ${werk.klaar} where reden is not null) as heeft`.execute(db);
  return rows[0]?.heeft === true;
}

/** Writes the lines that were refused or not applied as CSV: file, line, column, code, and what to do. */
export function schrijfUitval({ db, kopieerUit }: Laadverbinding, naar: Writable): Promise<void> {
  const uitleg = Object.entries(NIET_TOEGEPAST).map(([code, tekst]) => sql`(${sql.lit(code)}, ${sql.lit(tekst)})`);
  const vraag = sql`
    select bestand, regel, kolom, reden as code, uitleg from ${werk.uitval}
    union all
    select 'inschrijvingen', regel, null, reden, u.uitleg from ${werk.klaar}
    join (values ${sql.join(uitleg)}) as u (code, uitleg) on u.code = reden
    order by 1, 2, 3`;
  return kopieerUit(vraag.compile(db).sql, naar, 'csv');
}

/**
 * Writes the result of each line that differs from the load before, with the pupil by the register's own key.
 */
export function schrijfUitkomst({ db, kopieerUit }: Laadverbinding, naar: Writable): Promise<void> {
  const vraag = sql`
    select k.regel, case
        when k.reden is not null then 'niet_gebruikt'
        when g.bestaande is null then 'toegevoegd' else 'gewijzigd' end as inschrijving,
      coalesce(k.reden, p.besluit) as leerling_is, case when k.reden is null then p.leerling_id end as leerling
    from ${werk.klaar} k left join ${werk.gewenst} g using (regel) left join ${werk.personen} p using (persoon)
    union all
    select distinct regel, 'niet_gebruikt', 'onbruikbaar', null::uuid from ${werk.uitval} where bestand = 'inschrijvingen'
    order by 1`;
  return kopieerUit(vraag.compile(db).sql, naar, 'csv');
}
