import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { OPVOLGERS } from '../scholen/naslag.ts';

/**
 * A line without an INSZ of its own enrols a pupil in a school that did not have him: it may be true, and anybody who saw a
 * weaker key could have written it. It stands in the register, and no more: it does not speak for the pupil, opens no application, leaves
 * in no answer, and the school gets no activation code until its line has the INSZ or somebody confirmed it (koppel_twijfel.ts). Who is new was nobody's,
 * unless another school's line has the INSZ. Looked for before enrolments change.
 */
export async function vindOnbevestigde(trx: Database): Promise<void> {
  await sql`create temp table onbevestigd on commit drop as
    with lijnen as (
      select regel, persoon, leerling_id, instellingsnummer from personen
      where zwak and besluit in ('bekend', 'identificatie', 'insz_gewijzigd')
      union all
      select v.regel, v.persoon, v.leerling_id, v.instellingsnummer from volglijnen v join personen p using (persoon)
      where v.zwak and p.besluit <> 'nieuw'
    ), nieuwe as (
      select p.regel, p.persoon, p.leerling_id, p.instellingsnummer, p.zwak from personen p
      where besluit = 'nieuw' and persoon in (select persoon from volglijnen)
      union all
      select v.regel, v.persoon, v.leerling_id, v.instellingsnummer, v.zwak from volglijnen v join personen p using (persoon)
      where p.besluit = 'nieuw'
    )
    select l.* from lijnen l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
    where not exists (select from inschrijvingen e where e.leerling_id = any(array[l.leerling_id]) and e.onbevestigd_sinds is null
      and e.instellingsnummer in (l.instellingsnummer, o.nieuw))
    union all
    select regel, persoon, leerling_id, instellingsnummer from nieuwe n
    where persoon in (select persoon from nieuwe where not zwak)
      and not exists (select from nieuwe s where (s.persoon, s.instellingsnummer) = (n.persoon, n.instellingsnummer) and not s.zwak)`.execute(
    trx,
  );
}

/**
 * Of pupils `van` who become part of `naar` by persons of the delivery: a school that only the former was confirmed in has said nothing of
 * the latter yet, unless a line of it in this delivery has the INSZ. What it gave of the register before counts as much as what it delivers now.
 * @param paren temporary table with `van` and `naar`, the same where a pupil is identified by another school than its own
 */
export function maakOnbevestigd(paren: RawBuilder<unknown>, nu: Temporal.Instant): RawBuilder<unknown> {
  return sql`update inschrijvingen i set onbevestigd_sinds = ${nu.toString()}::timestamptz
    from ${paren} s
    where i.leerling_id = s.van and i.onbevestigd_sinds is null
      and (s.van = s.naar or not exists (select from inschrijvingen e where e.leerling_id = s.naar
        and e.instellingsnummer = i.instellingsnummer and e.onbevestigd_sinds is null))
      and not exists (select from (
          select leerling_id, instellingsnummer from personen where not zwak and besluit in ('bekend', 'identificatie', 'insz_gewijzigd')
          union all select leerling_id, instellingsnummer from volglijnen where not zwak
        ) l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
        where l.leerling_id in (s.van, s.naar) and i.instellingsnummer in (l.instellingsnummer, o.nieuw))`;
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
