import { type RawBuilder, sql } from 'kysely';
import { codes, type Twijfelcode, werk, ZEKER } from '../werkruimte/index.ts';

/**
 * Doubts that appear only when persons are compared with each other. Each step looks at the persons that are
 * still sure.
 */
export const TWIJFELS_TUSSEN_PERSONEN: RawBuilder<unknown>[] = [
  ...(['unieke_persoon', 'geregistreerde_persoon'] as const).map((soort) =>
    betwijfel(
      `twee_insz_voor_${soort}`,
      sql`
        ${gedeeldDoorTwee(sql`${sql.ref(soort)}`)}
        union
        select persoon
        from ${werk.elders} e join ${werk.personen} p using (persoon) join leerlingen l on l.id = e.leerling_id
        where e.soort = ${soort} and l.id <> p.leerling_id and l.insz_hash is not null and p.insz is not null`,
    ),
  ),
  betwijfel(
    'stamnummer_van_andere_leerling',
    sql`
      ${gedeeldDoorTwee(sql`instellingsnummer, stamnummer`)}
      union
      select k.persoon from ${werk.klaar} k join inschrijvingen i using (instellingsnummer, stamnummer)
      join ${werk.personen} p on p.persoon = k.persoon
      where k.reden is null and i.leerling_id <> p.leerling_id
        and not exists (select from ${werk.samengaan} s where s.persoon = p.persoon and s.van = i.leerling_id)`,
  ),
  betwijfel(
    'twee_personen_voor_een_leerling',
    sql`
      with aanspraak as (
        select persoon, leerling_id from ${werk.personen} where besluit in ${codes('identificatie', 'insz_gewijzigd')}
        union all select persoon, van from ${werk.samengaan}
      )
      select persoon from aanspraak where leerling_id in (
        select leerling_id from aanspraak group by 1 having count(*) > 1)`,
  ),
  betwijfel(
    'gescheiden',
    sql`
      select persoon from ${werk.samengaan} g join scheidingen s
        on (s.leerling_id, s.andere_leerling_id) in ((g.naar, g.van), (g.van, g.naar))`,
  ),
];

function betwijfel(twijfel: Twijfelcode, personen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`update ${werk.personen} set besluit = ${twijfel} where besluit in ${ZEKER} and persoon in (${personen})`;
}

/**
 * Persons who share a value with another pupil: first values that two lines have, then values that two pupils
 * have.
 */
function gedeeldDoorTwee(kolommen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with dubbel as (
      select ${kolommen} from ${werk.klaar} where reden is null and (${kolommen}) is not null
      group by ${kolommen} having count(*) > 1
    ), deler as (
      select ${kolommen}, persoon, p.leerling_id from dubbel join ${werk.klaar} k using (${kolommen})
      join (select persoon, leerling_id::text from ${werk.personen}) p using (persoon) where reden is null
    ), verschillend as materialized (
      select ${kolommen} from deler group by ${kolommen} having min(leerling_id) <> max(leerling_id)
    )
    select persoon from deler join verschillend using (${kolommen})`;
}
