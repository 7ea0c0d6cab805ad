import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { ZEKER } from './personen.ts';
import { VAN_ANDERE_SCHOOL } from './zeggenschap.ts';
import { gezegd } from './zelfde_leerling.ts';

/**
 * What a load would not guess goes to the review list, whole persons at a time: none of their lines is applied, and nothing of
 * theirs ends. The same doubt stays one entry, night after night.
 * @returns how many persons are in doubt
 */
export async function legTwijfelsVoor(trx: Database, nu: Temporal.Instant): Promise<number> {
  for (const stap of TUSSEN_PERSONEN) await stap.execute(trx);
  await sql`
    with twijfel as (
      update klaar k set reden = p.besluit from personen p
      where p.persoon = k.persoon and k.reden is null and p.besluit not in ${ZEKER}
      returning k.instellingsnummer, k.stamnummer
    )
    insert into ongelezen select instellingsnummer, stamnummer from twijfel`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from personen where besluit not in ${ZEKER}`.execute(trx);
  await sql`
    insert into beoordelingen (kenmerk, reden, sleutel_soort, sleutel, leerlingen, instellingsnummer, stamnummer, regel,
      eerst_gezien_op, laatst_gezien_op, gezegd)
    select distinct on (1) encode(sha256(convert_to(besluit || coalesce(gezegd, ''), 'UTF8') || uuid_send(wie)), 'hex'), besluit,
      case when insz is not null then 'insz' when unieke_persoon is not null then 'unieke_persoon' else 'geregistreerde_persoon' end,
      coalesce(encode(insz, 'hex'), unieke_persoon, geregistreerde_persoon),
      array(select distinct x from unnest(array[via_insz, via_unieke, via_geregistreerde]) x where x is not null),
      instellingsnummer, stamnummer, regel, ${nu.toString()}::timestamptz, ${nu.toString()}::timestamptz, gezegd
    from (select *, case when besluit like 'andere_persoon_onder_%' or besluit = ${sql.lit(VAN_ANDERE_SCHOOL)} then ${gezegd('p')} end as gezegd
      from personen p where besluit not in ${ZEKER}) p
    order by 1, regel
    on conflict (kenmerk) do update set laatst_gezien_op = excluded.laatst_gezien_op, regel = excluded.regel`.execute(
    trx,
  );
  await VOLGLIJNEN.execute(trx);
  return rows[0]?.n ?? 0;
}

/** What else is delivered of who is sure, with whose it is. */
const VOLGLIJNEN = sql`create temp table volglijnen on commit drop as
  select v.*, p.leerling_id from volgregels v
  join (select persoon, leerling_id from personen where besluit in ${ZEKER}) p using (persoon)`;

/** Persons of whom another pupil has the same: first what two lines have, then what two pupils have. */
function gedeeldDoorTwee(kolommen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with dubbel as (
      select ${kolommen} from klaar where reden is null and (${kolommen}) is not null
      group by ${kolommen} having count(*) > 1
    ), deler as (
      select ${kolommen}, persoon, p.leerling_id from dubbel join klaar k using (${kolommen})
      join (select persoon, leerling_id::text from personen) p using (persoon) where reden is null
    ), verschillend as materialized (
      select ${kolommen} from deler group by ${kolommen} having min(leerling_id) <> max(leerling_id)
    )
    select persoon from deler join verschillend using (${kolommen})`;
}

/** Doubts that show only when persons are laid side by side. Each looks at those that are still sure. */
const TUSSEN_PERSONEN: RawBuilder<unknown>[] = [
  ...(['unieke_persoon', 'geregistreerde_persoon'] as const).map((soort) =>
    betwijfel(
      `twee_insz_voor_${soort}`,
      sql`${gedeeldDoorTwee(sql`${sql.ref(soort)}`)}
        union
        select persoon from elders e join personen p using (persoon) join leerlingen l on l.id = e.leerling_id
        where e.soort = ${soort} and l.id <> p.leerling_id and l.insz_hash is not null and p.insz is not null`,
    ),
  ),
  betwijfel(
    'stamnummer_van_andere_leerling',
    sql`${gedeeldDoorTwee(sql`instellingsnummer, stamnummer`)}
        union
        select k.persoon from klaar k join inschrijvingen i using (instellingsnummer, stamnummer)
        join personen p on p.persoon = k.persoon
        where k.reden is null and i.leerling_id <> p.leerling_id
          and not exists (select from samengaan s where s.persoon = p.persoon and s.van = i.leerling_id)`,
  ),
  betwijfel(
    'twee_personen_voor_een_leerling',
    sql`with aanspraak as (
          select persoon, leerling_id from personen where besluit in ('identificatie', 'insz_gewijzigd')
          union all select persoon, van from samengaan
        )
        select persoon from aanspraak where leerling_id in (
          select leerling_id from aanspraak group by 1 having count(*) > 1)`,
  ),
  betwijfel(
    'gescheiden',
    sql`select persoon from samengaan g join scheidingen s
          on (s.leerling_id, s.andere_leerling_id) in ((g.naar, g.van), (g.van, g.naar))`,
  ),
];

function betwijfel(reden: string, personen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`update personen set besluit = ${reden}
    where besluit in ${ZEKER} and persoon in (${personen})`;
}
