import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { verhuisKeuzes } from './schoolkeuzes.ts';

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

const KETEN = sql`
  recursive keten (oud, nieuw) as (
    select instellingsnummer, opvolger from scholen where opvolger is not null
    union
    select oud, opvolger from keten join scholen on instellingsnummer = nieuw where opvolger is not null
  )`;

/** The number that a school goes on under at last, whose successor may have one as well. Who follow each other in a circle go nowhere. */
export const OPVOLGERS = sql`(
  with ${KETEN} select oud, nieuw from keten join scholen on instellingsnummer = nieuw where opvolger is null)`;

/**
 * A school that goes on under another number moves its data there: places, enrolments, and of what it decided about applications
 * what may go along. What would clash with what the new number has already (a stamnummer of somebody else there) stays under the old one. So do
 * classes and the agreement to share them: the board of the new number has not agreed, and its own package sends what it agrees to (S2 art. 12).
 * @returns how many schools moved; they stand in `verhuizingen`
 */
export async function volgHerstructurering(trx: Database, vandaag: Temporal.PlainDate): Promise<number> {
  const veranderd = await sql<{ oud: string }>`
    update scholen s set opvolger = k.opvolger
    from klaar_scholen k join scholen n on n.instellingsnummer = k.opvolger
    where s.instellingsnummer = k.instellingsnummer and s.opvolger is distinct from k.opvolger and k.opvolger <> k.instellingsnummer
    returning s.instellingsnummer as oud`.execute(trx);
  // A succession once told stays, also when it is told no more; but one that is turned around is none.
  await sql`
    with ${KETEN} update scholen s set opvolger = null from klaar_scholen k
    where s.instellingsnummer = k.instellingsnummer and k.opvolger is null
      and s.instellingsnummer in (select oud from keten where oud = nieuw)`.execute(trx);
  const { rows } = await sql<{ oud: string; nieuw: string }>`
    insert into verhuizingen select oud, nieuw from ${OPVOLGERS} o
    where oud = any(${veranderd.rows.map(({ oud }) => oud)}) returning *`.execute(trx);
  if (rows.length) await verhuisKeuzes(trx, vandaag);
  for (const { oud, nieuw } of rows) await verhuis(trx, oud, nieuw);
  return rows.length;
}

async function verhuis(trx: Database, oud: string, nieuw: string): Promise<void> {
  await sql`
    insert into vestigingsplaatsen select ${nieuw}, volgnummer, naam from vestigingsplaatsen where instellingsnummer = ${oud}
    on conflict do nothing`.execute(trx);
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
  await sql`
    with plaatsen as (
      select instellingsnummer, vestigingsplaats, administratieve_groep, case
        when s.erkend is null then 'onbekende_school'
        when not s.erkend then 'school_niet_erkend'
        when v.gekend is null then 'onbekende_vestigingsplaats'
        when g.code is null then 'onbekende_administratieve_groep' end as reden
      from (select distinct instellingsnummer, vestigingsplaats, administratieve_groep from klaar)
      left join scholen s using (instellingsnummer)
      left join (select instellingsnummer, volgnummer as vestigingsplaats, true as gekend from vestigingsplaatsen) v
        using (instellingsnummer, vestigingsplaats)
      left join administratieve_groepen g on g.code = administratieve_groep
    ), geweigerd as (
      update klaar k set reden = p.reden from plaatsen p
      where p.reden is not null and (k.instellingsnummer, k.vestigingsplaats, k.administratieve_groep)
        = (p.instellingsnummer, p.vestigingsplaats, p.administratieve_groep)
      returning k.instellingsnummer, k.stamnummer
    )
    insert into ongelezen select instellingsnummer, stamnummer from geweigerd`.execute(trx);
}
