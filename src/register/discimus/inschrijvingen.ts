import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

const VELDEN = ['vestigingsplaats', 'hoofdstructuur', 'stamnummer', 'status', 'tot', 'bron'] as const;

/** An enrolment is a pupil, a school, a group and a first day. A line that says the same again is a double. */
export async function volgInschrijvingen(trx: Database): Promise<{ toegevoegd: number; gewijzigd: number }> {
  await sql`create temp table gewenst on commit drop as
    select distinct on (p.leerling_id, k.instellingsnummer, k.administratieve_groep, k.van)
      p.leerling_id, k.instellingsnummer, k.vestigingsplaats, k.administratieve_groep, k.hoofdstructuur, k.stamnummer, k.status,
      k.van, k.tot, k.bron, k.regel
    from klaar k join personen p using (persoon) where k.reden is null
    order by p.leerling_id, k.instellingsnummer, k.administratieve_groep, k.van, k.regel`.execute(trx);
  await sql`update klaar k set reden = 'dubbele_inschrijving'
    where reden is null and not exists (select from gewenst g where g.regel = k.regel)`.execute(trx);
  const { rows } = await sql<{ toegevoegd: number; gewijzigd: number }>`
    with gevolgd as (
      insert into inschrijvingen as i (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep, hoofdstructuur,
        stamnummer, status, van, tot, bron)
      select leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep, hoofdstructuur, stamnummer, status, van,
        tot, bron from gewenst
      on conflict (leerling_id, instellingsnummer, administratieve_groep, van) do update set
        ${sql.join(VELDEN.map((veld) => sql`${sql.ref(veld)} = ${sql.ref(`excluded.${veld}`)}`))}
      where (${rij('i')}) is distinct from (${rij('excluded')})
      returning xmax = 0 as nieuw
    )
    select count(*) filter (where nieuw)::int as toegevoegd, count(*) filter (where not nieuw)::int as gewijzigd
    from gevolgd`.execute(trx);
  return rows[0] ?? { toegevoegd: 0, gewijzigd: 0 };
}

function rij(tabel: string) {
  return sql.join(VELDEN.map((veld) => sql.ref(`${tabel}.${veld}`)));
}

/**
 * What a full delivery no longer has, ended the day before; what had not begun never was. An enrolment that came back with another
 * first day is corrected, not ended. Where a line could not be read or was in doubt, nothing ends.
 * @returns how many enrolments ended, and whether a line that nobody can be found for holds all endings up
 */
export async function beeindigVerdwenen(
  trx: Database,
  peildatum: string,
): Promise<{ beeindigd: number; opgeschort: boolean }> {
  await sql`create temp table vervallen on commit drop as
    select i.id, i.leerling_id, i.van >= ${peildatum}::date or exists (
        select from gewenst g where g.leerling_id = i.leerling_id and g.instellingsnummer = i.instellingsnummer
          and g.administratieve_groep = i.administratieve_groep
          and daterange(g.van, g.tot, '[]') && daterange(i.van, i.tot, '[]')) as nooit_geweest
    from inschrijvingen i join verdwenen using (bron)
    where (i.tot is null or i.tot >= ${peildatum}::date)
      and not exists (select from ongelezen o where o.instellingsnummer = i.instellingsnummer and o.stamnummer = i.stamnummer)
      and not exists (select from ongelezen o where o.instellingsnummer = i.instellingsnummer and o.stamnummer is null)
      and not exists (select from ongelezen o where o.instellingsnummer is null)`.execute(trx);
  await sql`delete from inschrijvingen i using vervallen v where v.id = i.id and v.nooit_geweest`.execute(trx);
  await sql`update inschrijvingen i set tot = ${peildatum}::date - 1, bron = null
    from vervallen v where v.id = i.id and not v.nooit_geweest`.execute(trx);
  await sql`insert into geraakte_accounts
    select distinct account_uuid from accounts join vervallen using (leerling_id)`.execute(trx);
  const { rows } = await sql<{ beeindigd: number; opgeschort: boolean }>`
    select (select count(*)::int from vervallen) as beeindigd,
      exists (select from ongelezen where instellingsnummer is null) as opgeschort`.execute(trx);
  return rows[0] ?? { beeindigd: 0, opgeschort: false };
}

/** Enrolments that run on a day: what a suspiciously small delivery is measured against. */
export async function telLopende(trx: Database, dag: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inschrijvingen
    where van <= ${dag}::date and (tot is null or tot >= ${dag}::date) and bron is not null`.execute(trx);
  return rows[0]?.n ?? 0;
}
