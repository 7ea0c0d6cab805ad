import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { werk } from '../werkruimte/index.ts';
import { KETEN, OPVOLGERS } from './opvolgers.ts';
import { verhuisKeuzes } from './schoolkeuzes.ts';

/**
 * A school that goes on under another number moves its data there: places, enrolments, and those of its
 * decisions about applications that may move. What would conflict with existing data of the new number stays
 * under the old one, for example a stamnummer of another pupil there. Classes and the agreement to share them
 * stay as well. The board of the new number has not agreed, and its own package sends what it agrees to (S2
 * art. 12).
 * @returns how many schools moved; they stand in `verhuizingen`
 */
export async function volgHerstructurering(trx: Database, vandaag: Temporal.PlainDate): Promise<number> {
  const veranderd = await onthoudOpvolgers(trx);
  await vergeetOmgekeerde(trx);
  const { rows } = await sql<{ oud: string; nieuw: string }>`
    insert into ${werk.verhuizingen} (oud, nieuw) select oud, nieuw from ${OPVOLGERS} o
    where oud = any(${veranderd}) returning *`.execute(trx);
  if (rows.length) await verhuisKeuzes(trx, vandaag);
  for (const { oud, nieuw } of rows) {
    await verhuisPlaatsen(trx, oud, nieuw);
    await verhuisInschrijvingen(trx, oud, nieuw);
  }
  return rows.length;
}

/** @returns the schools that have another successor since this delivery */
async function onthoudOpvolgers(trx: Database): Promise<string[]> {
  const { rows } = await sql<{ oud: string }>`
    update scholen s set opvolger = k.opvolger
    from ${werk.klaar_scholen} k join scholen n on n.instellingsnummer = k.opvolger
    where s.instellingsnummer = k.instellingsnummer and s.opvolger is distinct from k.opvolger
      and k.opvolger <> k.instellingsnummer
    returning s.instellingsnummer as oud`.execute(trx);
  return rows.map(({ oud }) => oud);
}

/**
 * A succession that was told once stays, also when no delivery tells it any more. A succession that is turned
 * around is no succession.
 */
async function vergeetOmgekeerde(trx: Database): Promise<void> {
  await sql`
    with ${KETEN} update scholen s set opvolger = null from ${werk.klaar_scholen} k
    where s.instellingsnummer = k.instellingsnummer and k.opvolger is null
      and s.instellingsnummer in (select oud from keten where oud = nieuw)`.execute(trx);
}

async function verhuisPlaatsen(trx: Database, oud: string, nieuw: string): Promise<void> {
  await sql`
    insert into vestigingsplaatsen
    select ${nieuw}, volgnummer, naam from vestigingsplaatsen where instellingsnummer = ${oud}
    on conflict do nothing`.execute(trx);
}

async function verhuisInschrijvingen(trx: Database, oud: string, nieuw: string): Promise<void> {
  await sql`
    update inschrijvingen i set instellingsnummer = ${nieuw}
    where instellingsnummer = ${oud} and not exists (
      select from inschrijvingen n where n.instellingsnummer = ${nieuw} and n.stamnummer = i.stamnummer
        and n.leerling_id <> i.leerling_id)
    and not exists (
      select from inschrijvingen n where n.instellingsnummer = ${nieuw} and n.leerling_id = i.leerling_id
        and n.administratieve_groep = i.administratieve_groep and n.van = i.van)`.execute(trx);
}
