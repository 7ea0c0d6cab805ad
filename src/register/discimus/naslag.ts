import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/** Schools, vestigingsplaatsen and administratieve groepen of the delivery: added or renamed, never taken away. */
export async function volgNaslag(trx: Database): Promise<void> {
  await sql`
    insert into scholen as s (instellingsnummer, naam, erkend)
    select distinct on (instellingsnummer) instellingsnummer, naam, erkend from klaar_scholen order by 1, regel
    on conflict (instellingsnummer) do update set naam = excluded.naam, erkend = excluded.erkend
    where (s.naam, s.erkend) is distinct from (excluded.naam, excluded.erkend)`.execute(trx);
  await sql`
    insert into vestigingsplaatsen as v (instellingsnummer, volgnummer, naam)
    select distinct on (1, 2) k.instellingsnummer, volgnummer, k.naam from klaar_vestigingsplaatsen k
    join scholen using (instellingsnummer) order by 1, 2, regel
    on conflict (instellingsnummer, volgnummer) do update set naam = excluded.naam where v.naam <> excluded.naam`.execute(
    trx,
  );
  await sql`
    insert into administratieve_groepen as g (code, omschrijving)
    select distinct on (code) code, omschrijving from klaar_administratieve_groepen order by 1, regel
    on conflict (code) do update set omschrijving = excluded.omschrijving
    where g.omschrijving <> excluded.omschrijving`.execute(trx);
}

/**
 * A school that goes on under another number moves its data there: places, cooperations, classes, enrolments. What would clash
 * with what the new number has already (a stamnummer of somebody else there) stays under the old one.
 * @returns how many schools moved
 */
export async function volgHerstructurering(trx: Database): Promise<number> {
  const { rows } = await sql<{ oud: string; nieuw: string }>`
    update scholen s set opvolger = k.opvolger
    from klaar_scholen k join scholen n on n.instellingsnummer = k.opvolger
    where s.instellingsnummer = k.instellingsnummer and s.opvolger is distinct from k.opvolger and k.opvolger <> k.instellingsnummer
    returning s.instellingsnummer as oud, k.opvolger as nieuw`.execute(trx);
  for (const { oud, nieuw } of rows) await verhuis(trx, oud, nieuw);
  return rows.length;
}

async function verhuis(trx: Database, oud: string, nieuw: string): Promise<void> {
  await sql`
    insert into vestigingsplaatsen select ${nieuw}, volgnummer, naam from vestigingsplaatsen where instellingsnummer = ${oud}
    on conflict do nothing`.execute(trx);
  await sql`
    update samenwerkingen s set instellingsnummer = ${nieuw}
    where instellingsnummer = ${oud} and not exists (
      select from samenwerkingen n where n.instellingsnummer = ${nieuw} and n.client_id = s.client_id
        and daterange(n.van, n.tot, '[]') && daterange(s.van, s.tot, '[]'))`.execute(trx);
  await sql`
    update klassen k set instellingsnummer = ${nieuw}
    where instellingsnummer = ${oud} and not exists (
      select from klassen n where n.instellingsnummer = ${nieuw}
        and (n.schooljaar, n.klas, n.subklas) is not distinct from (k.schooljaar, k.klas, k.subklas))`.execute(trx);
  await sql`
    update inschrijvingen i set instellingsnummer = ${nieuw}
    where instellingsnummer = ${oud} and not exists (
      select from inschrijvingen n where n.instellingsnummer = ${nieuw} and n.stamnummer = i.stamnummer
        and n.leerling_id <> i.leerling_id)
    and not exists (
      select from inschrijvingen n where n.instellingsnummer = ${nieuw} and n.leerling_id = i.leerling_id
        and n.administratieve_groep = i.administratieve_groep and n.van = i.van)`.execute(trx);
}

/** Lines that speak of what the register does not know, or of a school that takes no part. They are refused, and nothing of theirs ends. */
export async function weigerOnbekende(trx: Database): Promise<void> {
  for (const { reden, onbekend } of ONBEKEND)
    await sql`update klaar k set reden = ${reden} where reden is null and not exists (${onbekend})`.execute(trx);
  await sql`insert into ongelezen select instellingsnummer, stamnummer from klaar where reden is not null`.execute(trx);
}

const ONBEKEND = [
  { reden: 'onbekende_school', onbekend: sql`select from scholen s where s.instellingsnummer = k.instellingsnummer` },
  {
    reden: 'school_niet_erkend',
    onbekend: sql`select from scholen s where s.instellingsnummer = k.instellingsnummer and erkend`,
  },
  {
    reden: 'onbekende_vestigingsplaats',
    onbekend: sql`select from vestigingsplaatsen v
      where v.instellingsnummer = k.instellingsnummer and v.volgnummer = k.vestigingsplaats`,
  },
  {
    reden: 'onbekende_administratieve_groep',
    onbekend: sql`select from administratieve_groepen g where g.code = k.administratieve_groep`,
  },
];
