import { type RawBuilder, sql } from 'kysely';
import { maakWerktabel, werk } from '../werkruimte/index.ts';

/** Lines of one person complete each other's keys. */

/**
 * A line with only weak keys belongs to the person of another line with such a key, when there is exactly one
 * such person.
 */
export const LEEN_SLEUTELS: RawBuilder<unknown>[] = [
  // Few lines have no INSZ, and they are looked for six times.
  sql`create index on ${werk.klaar} (regel) where insz is null`,
  sql`
    update ${werk.klaar} k set unieke_persoon = m.sleutel
    from (
      select geregistreerde_persoon, min(unieke_persoon) as sleutel from ${werk.klaar}
      where reden is null and unieke_persoon is not null and geregistreerde_persoon in (
        select geregistreerde_persoon from ${werk.klaar} where insz is null and unieke_persoon is null)
      group by 1 having min(unieke_persoon) = max(unieke_persoon)
    ) m
    where k.insz is null and k.unieke_persoon is null and k.geregistreerde_persoon = m.geregistreerde_persoon`,
  ...['unieke_persoon', 'geregistreerde_persoon'].map(
    (soort) => sql`
    update ${werk.klaar} k set insz = m.insz, insz_soort = m.insz_soort
    from (
      select ${sql.ref(soort)} as sleutel, min(insz) as insz, min(insz_soort) as insz_soort from ${werk.klaar}
      where reden is null and insz is not null and ${sql.ref(soort)} in (
        select ${sql.ref(soort)} from ${werk.klaar} where insz is null)
      group by 1 having min(insz) = max(insz)
    ) m
    where k.insz is null and k.${sql.ref(soort)} = m.sleutel`,
  ),
];

/** The pupils that the weak keys of a person's following lines lead to. */
export const ELDERS = maakWerktabel(
  'elders',
  sql`
    select distinct k.persoon, 'unieke_persoon' as soort, coalesce(u.id, v.leerling_id) as leerling_id
    from ${werk.volgregels} k
    left join leerlingen u on u.unieke_persoon = k.unieke_persoon
    left join vroegere_sleutels v on v.soort = 'unieke_persoon' and v.sleutel = k.unieke_persoon
    where coalesce(u.id, v.leerling_id) is not null
    union
    select k.persoon, 'geregistreerde_persoon', g.id
    from ${werk.volgregels} k
    left join leerlingen l on l.geregistreerde_persoon = k.geregistreerde_persoon
    left join vroegere_sleutels v on v.soort = 'geregistreerde_persoon' and v.sleutel = k.geregistreerde_persoon
    join leerlingen g on g.id = coalesce(l.id, v.leerling_id)
    where g.unieke_persoon is null or k.unieke_persoon is null or g.unieke_persoon = k.unieke_persoon`,
);

/** One of those pupils for each person, by a key of this kind. */
export function elders(soort: 'unieke_persoon' | 'geregistreerde_persoon'): RawBuilder<unknown> {
  return sql`(select distinct on (persoon) persoon, leerling_id from ${werk.elders}
    where soort = ${sql.lit(soort)} order by 1, 2)`;
}
