import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';

/** Enrolments whose line now ends them sooner or no longer counts them. Asked before they change. */
export async function onthoudIngekort(trx: Database): Promise<void> {
  await sql`create temp table ingekort on commit drop as
    select i.leerling_id, i.instellingsnummer from gewenst g join inschrijvingen i on i.id = g.bestaande
    where g.bestaande is not null and i.status in ('gerealiseerd', 'parallel')
      and (g.tot < coalesce(i.tot, 'infinity') or g.status not in ('gerealiseerd', 'parallel'))`.execute(trx);
}

/** Who left a school: another group, place or first day in the same school is none of an application's business. */
export async function vindGeraakten(trx: Database, peildatum: string): Promise<void> {
  await sql`insert into geraakte_accounts
    select distinct account_uuid, leerling_id
    from (select * from ingekort union select leerling_id, instellingsnummer from vervallen) weg
    join accounts using (leerling_id)
    where not exists (
      select from inschrijvingen i where i.leerling_id = weg.leerling_id and i.instellingsnummer = weg.instellingsnummer
        and i.status in ('gerealiseerd', 'parallel')
        and i.van <= ${peildatum}::date and (i.tot is null or i.tot >= ${peildatum}::date))`.execute(trx);
}
