import type { Writable } from 'node:stream';
import { sql } from 'kysely';
import type { Database, Laadverbinding } from '../../../store/index.ts';

/** What only the register can tell. */
const UITLEG: Record<string, string> = {
  onbekende_school: 'deze school staat niet bij de scholen: lever ze mee',
  school_niet_erkend: 'deze school is niet erkend, of niet gesubsidieerd of gefinancierd',
  onbekende_vestigingsplaats: 'deze vestigingsplaats staat niet bij die van de school: lever ze mee',
  onbekende_administratieve_groep: 'deze administratieve groep staat niet bij de groepen: lever ze mee',
  dubbele_inschrijving: 'een eerdere regel zegt hetzelfde: zelfde leerling, school, groep en eerste dag',
  twee_insz_voor_unieke_persoon: 'deze unieke persoon heeft al een ander INSZ: kijk na wie het is',
  twee_insz_voor_geregistreerde_persoon: 'deze geregistreerde persoon heeft al een ander INSZ: kijk na wie het is',
  andere_persoon_onder_insz: 'dit INSZ is van een leerling met een andere naam of geboortedatum: kijk na wie het is',
  andere_persoon_onder_sleutel:
    'deze sleutel is van een leerling met een andere naam of geboortedatum: kijk na wie het is',
  stamnummer_van_andere_leerling: 'dit stamnummer is in deze school van een andere leerling: kijk na wie het is',
  twee_personen_voor_een_leerling: 'twee personen zouden dezelfde leerling worden: kijk na wie wie is',
  leerling_van_andere_school:
    'deze sleutels zijn van een leerling die deze school niet heeft, en de regel zou hem een INSZ geven of met een andere samenvoegen: kijk na wie het is',
  gescheiden: 'deze sleutels leiden naar leerlingen die ontkoppeld zijn: verbeter ze aan de bron',
};

/** Lines that were not read, and lines that were read and not applied. Nothing of theirs ends. */
export async function telUitval(trx: Database): Promise<number> {
  await sql`insert into ongelezen
    select instellingsnummer, stamnummer from uitval where bestand = 'inschrijvingen'`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select (select count(distinct (bestand, regel)) from uitval)::int
      + (select count(*) from klaar where reden is not null)::int as n`.execute(trx);
  return rows[0]?.n ?? 0;
}

export async function heeftUitval({ db }: Laadverbinding): Promise<boolean> {
  const { rows } = await sql<{ heeft: boolean }>`
    select exists (select from uitval) or exists (select from klaar where reden is not null) as heeft`.execute(db);
  return rows[0]?.heeft === true;
}

/** The refused lines as CSV: file, line, column, code, and what to do. */
export function schrijfUitval({ kopieerUit }: Laadverbinding, naar: Writable): Promise<void> {
  const uitleg = Object.entries(UITLEG).map(([code, tekst]) => `('${code}', '${tekst}')`);
  return kopieerUit(
    `select bestand, regel, kolom, reden as code, uitleg from uitval
     union all
     select 'inschrijvingen', regel, null, reden, u.uitleg from klaar
     join (values ${uitleg.join(', ')}) as u (code, uitleg) on u.code = reden
     order by 1, 2, 3`,
    naar,
    'csv',
  );
}

/** What became of each line that was not the same as before: with the pupil, by the key of the register. */
export function schrijfUitkomst({ kopieerUit }: Laadverbinding, naar: Writable): Promise<void> {
  return kopieerUit(
    `select k.regel, case when k.reden is not null then 'niet_gebruikt' when g.bestaande is null then 'toegevoegd' else 'gewijzigd' end
       as inschrijving, coalesce(k.reden, p.besluit) as leerling_is, case when k.reden is null then p.leerling_id end as leerling
     from klaar k left join gewenst g using (regel) left join personen p using (persoon)
     union all
     select distinct regel, 'niet_gebruikt', 'onbruikbaar', null::uuid from uitval where bestand = 'inschrijvingen'
     order by 1`,
    naar,
    'csv',
  );
}
