import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';

/** An application that a school worked with under its old number, and that does not open under the new one for all who had it. */
export interface Achterblijver {
  oud: string;
  nieuw: string;
  client_id: string;
  /** Whether it works under the new number on the same days, on some of them, or on none. */
  samenwerking: 'over' | 'deels' | 'niet';
  /** Pupils who lose it, today or on a day to come. */
  leerlingen: number;
}

/** The days of cooperation of each school with each application, from today on. */
const dagenVan = (vandaag: string) => sql`(
  select instellingsnummer, client_id, range_agg(daterange(greatest(van, ${vandaag}::date), tot, '[]')) as dagen
  from samenwerkingen where tot is null or tot >= ${vandaag}::date group by 1, 2)`;

const looptOp = (vandaag: string) => sql`(
  i.status in ('gerealiseerd', 'parallel') and i.onbevestigd_sinds is null
  and i.van <= ${vandaag}::date and (i.tot is null or i.tot >= ${vandaag}::date))`;

/**
 * What schools decided about applications, as far as it may go along. Where the new number never said a word about an application,
 * the old one's cooperation does; of several old ones, that which ends first. What was visible does where the new number now works with the
 * application on no other day than the old one did, and where no number that the pupil sits in today shut it for him.
 * Asks for a table `verhuizingen`, while enrolments stand under the old numbers still.
 */
export async function verhuisKeuzes(trx: Database, dag: Temporal.PlainDate): Promise<void> {
  const vandaag = dag.toString();
  // A stop that is being written counts, and none comes between reading and moving.
  await sql`lock table samenwerkingen, zichtbaarheid in share row exclusive mode`.execute(trx);
  await sql`create temp table keuzes on commit drop as
    select v.oud, v.nieuw, o.client_id, o.dagen, exists (
        select from samenwerkingen n where (n.instellingsnummer, n.client_id) = (v.nieuw, o.client_id))
      or exists (
        select from zichtbaarheid n where (n.instellingsnummer, n.client_id) = (v.nieuw, o.client_id)) as nieuw_besliste
    from verhuizingen v join ${dagenVan(vandaag)} o on o.instellingsnummer = v.oud`.execute(trx);
  await sql`
    update samenwerkingen s set instellingsnummer = k.nieuw
    from (select distinct on (nieuw, client_id) * from keuzes where not nieuw_besliste
      order by nieuw, client_id, upper(dagen) nulls last, oud) k
    where (s.instellingsnummer, s.client_id) = (k.oud, k.client_id)`.execute(trx);
  await sql`create temp table leerlingkeuzes on commit drop as
    select z.leerling_id, z.sinds, k.oud, k.nieuw, k.client_id, k.nieuw_besliste, coalesce(n.dagen <@ k.dagen, false) as gaat_mee
    from keuzes k join zichtbaarheid z on (z.instellingsnummer, z.client_id) = (k.oud, k.client_id)
    left join ${dagenVan(vandaag)} n on (n.instellingsnummer, n.client_id) = (k.nieuw, k.client_id)`.execute(trx);
  await sql`
    update leerlingkeuzes l set gaat_mee = false from inschrijvingen i
    where i.leerling_id = l.leerling_id and ${looptOp(vandaag)} and (
      l.nieuw_besliste and i.instellingsnummer = l.nieuw and not exists (
        select from zichtbaarheid z
        where (z.leerling_id, z.client_id, z.instellingsnummer) = (l.leerling_id, l.client_id, l.nieuw))
      or i.instellingsnummer in (select oud from verhuizingen where nieuw = l.nieuw) and not exists (
        select from leerlingkeuzes a
        where (a.leerling_id, a.client_id, a.oud) = (l.leerling_id, l.client_id, i.instellingsnummer) and a.gaat_mee))`.execute(
    trx,
  );
  await sql`
    insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
    select leerling_id, client_id, nieuw, min(sinds) from leerlingkeuzes where gaat_mee group by 1, 2, 3
    on conflict do nothing`.execute(trx);
  await sql`
    delete from zichtbaarheid z using leerlingkeuzes l
    where gaat_mee and (z.leerling_id, z.client_id, z.instellingsnummer) = (l.leerling_id, l.client_id, l.oud)`.execute(
    trx,
  );
}

/** What stayed behind and is missed: once the enrolments of the delivery stand. */
export async function leesAchterblijvers(trx: Database, dag: Temporal.PlainDate): Promise<Achterblijver[]> {
  const vandaag = dag.toString();
  const { rows } = await sql<Achterblijver>`
    select k.oud, k.nieuw, k.client_id, m.leerlingen,
      case when n.dagen @> k.dagen then 'over' when n.dagen && k.dagen then 'deels' else 'niet' end as samenwerking
    from keuzes k left join ${dagenVan(vandaag)} n on (n.instellingsnummer, n.client_id) = (k.nieuw, k.client_id)
    cross join lateral (
      select count(distinct i.leerling_id)::int as leerlingen
      from leerlingkeuzes l left join samen s on s.van = l.leerling_id
      join inschrijvingen i on i.leerling_id = coalesce(s.naar, l.leerling_id)
      where (l.oud, l.nieuw, l.client_id) = (k.oud, k.nieuw, k.client_id)
        and i.instellingsnummer = k.nieuw and ${looptOp(vandaag)}
        and not (coalesce(n.dagen @> k.dagen, false) and exists (
          select from zichtbaarheid z
          where (z.leerling_id, z.client_id, z.instellingsnummer) = (i.leerling_id, k.client_id, k.nieuw)))
    ) m
    where m.leerlingen > 0 or not coalesce(n.dagen @> k.dagen, false)
    order by k.oud, k.client_id`.execute(trx);
  return rows;
}
