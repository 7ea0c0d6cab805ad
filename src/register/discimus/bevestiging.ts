import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { OPVOLGERS } from './naslag.ts';

/**
 * A line without an INSZ of its own enrols a known pupil in a school that did not have him: it may be true, and anybody who saw a
 * weaker key could have written it. It stands in the register, and no more: it does not speak for the pupil, opens no application, leaves
 * in no answer, and the school gets no activation code until its line has the INSZ or somebody confirmed it (koppel.ts). Looked for before enrolments change.
 */
export async function vindOnbevestigde(trx: Database, nu: Temporal.Instant): Promise<void> {
  await sql`create temp table onbevestigd on commit drop as
    with lijnen as (
      select regel, persoon, leerling_id, instellingsnummer from personen
      where zwak and besluit in ('bekend', 'identificatie', 'insz_gewijzigd')
      union all
      select v.regel, v.persoon, v.leerling_id, v.instellingsnummer from volglijnen v join personen p using (persoon)
      where v.zwak and p.besluit <> 'nieuw'
    )
    select l.* from lijnen l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
    where exists (select from inschrijvingen e where e.leerling_id = any(array[l.leerling_id]))
      and not exists (select from inschrijvingen e where e.leerling_id = any(array[l.leerling_id]) and e.onbevestigd_sinds is null
        and e.instellingsnummer in (l.instellingsnummer, o.nieuw))`.execute(trx);
  // Who went up in another by such a line: the school has only now got the other's user names.
  await sql`with door as (
      select g.naar, l.regel, l.persoon, l.instellingsnummer from samengaan g join samen using (van, naar) join (
        select regel, persoon, instellingsnummer from personen where zwak
        union all select regel, persoon, instellingsnummer from volglijnen where zwak
      ) l using (persoon)
      where exists (select from inschrijvingen e where e.leerling_id = any(array[g.naar]) and e.instellingsnummer <> l.instellingsnummer)
    ), nieuw as (
      insert into onbevestigd select distinct regel, persoon, naar, instellingsnummer from door
    )
    update inschrijvingen i set onbevestigd_sinds = ${nu.toString()}::timestamptz from door d
    where i.leerling_id = d.naar and i.instellingsnummer = d.instellingsnummer and i.onbevestigd_sinds is null`.execute(
    trx,
  );
}

export interface OnbevestigdeInschrijving {
  id: string;
  instellingsnummer: string;
  stamnummer: string | null;
  onbevestigd_sinds: Temporal.Instant;
}

/** One of each pupil and school, the oldest first; never with who it is about. */
export async function leesOnbevestigde(db: Database): Promise<OnbevestigdeInschrijving[]> {
  const { rows } = await sql<OnbevestigdeInschrijving>`
    select * from (
      select distinct on (instellingsnummer, leerling_id) id, instellingsnummer, stamnummer, onbevestigd_sinds
      from inschrijvingen where onbevestigd_sinds is not null
      order by instellingsnummer, leerling_id, onbevestigd_sinds, id
    ) order by onbevestigd_sinds, id`.execute(db);
  return rows;
}

/** Whoever knows says that the school rightly has this pupil. */
export async function bevestig(trx: Database, inschrijving: string, leerling: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update inschrijvingen i set onbevestigd_sinds = null from inschrijvingen e
    where e.id = ${inschrijving}::uuid and e.leerling_id = ${leerling}::uuid and i.onbevestigd_sinds is not null
      and (i.leerling_id, i.instellingsnummer) = (e.leerling_id, e.instellingsnummer)`.execute(trx);
  return Number(numAffectedRows ?? 0) > 0;
}
