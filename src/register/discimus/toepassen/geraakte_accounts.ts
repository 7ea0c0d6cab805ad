import { sql } from 'kysely';
import type { GeraaktAccount } from '../../../kamer.ts';
import type { Database } from '../../../store/index.ts';
import { teltSql } from '../../inschrijving.ts';
import { maakWerktabel, werk } from '../werkruimte/index.ts';

/**
 * Enrolments whose line now ends them earlier, or makes them count no more. This looks for them before they
 * change.
 */
export const INGEKORT = maakWerktabel(
  'ingekort',
  sql`
    select i.leerling_id, i.instellingsnummer from ${werk.gewenst} g join inschrijvingen i on i.id = g.bestaande
    where g.bestaande is not null and ${teltSql('i.status')}
      and (g.tot < coalesce(i.tot, 'infinity') or not ${teltSql('g.status')})`,
);

/**
 * Finds pupils who left a school. An application does not need to know about another group, place or first
 * day in the same school.
 * @param peildatum day of the delivery
 */
export async function vindVertrokkenen(trx: Database, peildatum: string): Promise<void> {
  await sql`
    insert into ${werk.geraakte_accounts} (account_uuid, leerling_id)
    select distinct account_uuid, leerling_id
    from (
      select leerling_id, instellingsnummer from ${werk.ingekort}
      union select leerling_id, instellingsnummer from ${werk.vervallen}
    ) weg
    join accounts using (leerling_id)
    where not exists (
      select from inschrijvingen i where i.leerling_id = weg.leerling_id and i.instellingsnummer = weg.instellingsnummer
        and ${teltSql('i.status')}
        and i.van <= ${peildatum}::date and (i.tot is null or i.tot >= ${peildatum}::date))`.execute(trx);
}

/** Accounts at a time, so that no statement and no array grows with the size of the country. */
const PER_KEER = 5_000;

/**
 * Accounts that were merged into another one, that a merge blocked, or whose pupil left a school. Each comes
 * once, in batches.
 * docs/keuzes/register.md#a-load-hands-the-touched-accounts-over-as-values
 */
export async function* leesGeraakten(trx: Database): AsyncGenerator<GeraaktAccount[], void> {
  for (let na = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<GeraaktAccount>`
      select distinct on (account_uuid) account_uuid, leerling_id from ${werk.geraakte_accounts}
      where account_uuid > ${na}::uuid order by account_uuid limit ${PER_KEER}`.execute(trx);
    const laatste = rows.at(-1);
    if (!laatste) return;
    yield rows;
    na = laatste.account_uuid;
  }
}
