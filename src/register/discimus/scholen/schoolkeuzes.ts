import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { teltSql } from '../../inschrijving.ts';
import { maakWerktabel, voerUit, werk } from '../werkruimte/index.ts';

/** The days on which each school cooperates with each application, from today on. */
export const samenwerkdagen = (vandaag: string) => sql`(
  select instellingsnummer, client_id, range_agg(daterange(greatest(van, ${vandaag}::date), tot, '[]')) as dagen
  from samenwerkingen where tot is null or tot >= ${vandaag}::date group by 1, 2)`;

/** Whether enrolment `i` counts on this day. */
export const looptOp = (vandaag: string) => sql`(
  ${teltSql('i.status')} and i.onbevestigd_sinds is null
  and i.van <= ${vandaag}::date and (i.tot is null or i.tot >= ${vandaag}::date))`;

/**
 * Moves what schools that move decided about applications, as far as it may move. The cooperation of the old
 * number moves when the new number never decided about the application. Among several old numbers, the
 * cooperation that ends first moves. Visibility moves under two conditions. The new number works with the
 * application on no other day than the old one did. And no number that has the pupil today shut the
 * application for the pupil. This runs while enrolments still stand under the old numbers. The schools are
 * those of `verhuizingen`.
 * docs/keuzes/register.md#a-succession-of-schools-opens-nothing-that-was-shut
 */
export async function verhuisKeuzes(trx: Database, dag: Temporal.PlainDate): Promise<void> {
  const vandaag = dag.toString();
  // A stop that is being written counts. No stop comes between reading and moving.
  await sql`lock table samenwerkingen, zichtbaarheid in share row exclusive mode`.execute(trx);
  await voerUit(trx, [
    keuzes(vandaag),
    VERHUIS_SAMENWERKING,
    leerlingkeuzes(vandaag),
    laatGesloten(vandaag),
    NEEM_ZICHTBAARHEID_OVER,
    WIS_OUDE_ZICHTBAARHEID,
  ]);
}

const keuzes = (vandaag: string) =>
  maakWerktabel(
    'keuzes',
    sql`
      select v.oud, v.nieuw, o.client_id, o.dagen, exists (
          select from samenwerkingen n where (n.instellingsnummer, n.client_id) = (v.nieuw, o.client_id))
        or exists (
          select from zichtbaarheid n where (n.instellingsnummer, n.client_id) = (v.nieuw, o.client_id)) as nieuw_besliste
      from ${werk.verhuizingen} v join ${samenwerkdagen(vandaag)} o on o.instellingsnummer = v.oud`,
  );

const VERHUIS_SAMENWERKING = sql`
  update samenwerkingen s set instellingsnummer = k.nieuw
  from (select distinct on (nieuw, client_id) * from ${werk.keuzes} where not nieuw_besliste
    order by nieuw, client_id, upper(dagen) nulls last, oud) k
  where (s.instellingsnummer, s.client_id) = (k.oud, k.client_id)`;

const leerlingkeuzes = (vandaag: string) =>
  maakWerktabel(
    'leerlingkeuzes',
    sql`
      select z.leerling_id, z.sinds, k.oud, k.nieuw, k.client_id, k.nieuw_besliste,
        coalesce(n.dagen <@ k.dagen, false) as gaat_mee
      from ${werk.keuzes} k join zichtbaarheid z on (z.instellingsnummer, z.client_id) = (k.oud, k.client_id)
      left join ${samenwerkdagen(vandaag)} n on (n.instellingsnummer, n.client_id) = (k.nieuw, k.client_id)`,
  );

/**
 * An application stays shut for a pupil when one of the numbers that have the pupil today did not make it
 * visible.
 */
const laatGesloten = (vandaag: string) => sql`
  update ${werk.leerlingkeuzes} l set gaat_mee = false from inschrijvingen i
  where i.leerling_id = l.leerling_id and ${looptOp(vandaag)} and (
    l.nieuw_besliste and i.instellingsnummer = l.nieuw and not exists (
      select from zichtbaarheid z
      where (z.leerling_id, z.client_id, z.instellingsnummer) = (l.leerling_id, l.client_id, l.nieuw))
    or i.instellingsnummer in (select oud from ${werk.verhuizingen} where nieuw = l.nieuw) and not exists (
      select from ${werk.leerlingkeuzes} a
      where (a.leerling_id, a.client_id, a.oud) = (l.leerling_id, l.client_id, i.instellingsnummer) and a.gaat_mee))`;

const NEEM_ZICHTBAARHEID_OVER = sql`
  insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
  select leerling_id, client_id, nieuw, min(sinds) from ${werk.leerlingkeuzes} where gaat_mee group by 1, 2, 3
  on conflict do nothing`;

const WIS_OUDE_ZICHTBAARHEID = sql`
  delete from zichtbaarheid z using ${werk.leerlingkeuzes} l
  where gaat_mee and (z.leerling_id, z.client_id, z.instellingsnummer) = (l.leerling_id, l.client_id, l.oud)`;
