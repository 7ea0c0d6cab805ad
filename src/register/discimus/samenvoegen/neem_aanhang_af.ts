import { type RawBuilder, sql } from 'kysely';
import type { Verhuizingen } from '../../../kamer.ts';

/**
 * Takes from the pupil that stayed what it has only by this merge: an application that only the other pupil
 * was to see, or a class of the other pupil. A later merge took this for the pupil's own, and must not do so
 * any more.
 * @param verhuizingen the tables, by name
 * @param samenvoeging the merge that is undone: its row of `samenvoegingen`, with the `gegevens` that
 * bewaar_samenvoegingen.ts wrote
 */
export function neemAanhangAf(samenvoeging: RawBuilder<unknown>, verhuizingen: Verhuizingen): RawBuilder<unknown>[] {
  return Object.entries(verhuizingen).flatMap(([tabel, { sleutel }]) => {
    const kolommen = (rij: string) => sql.join(sleutel.map((kolom) => sql.ref(`${rij}.${kolom}`)));
    const van = (rij: string) => sql`(${kolommen(rij)})`;
    const rijen = (lijst: RawBuilder<unknown>) => sql`jsonb_populate_recordset(null::${sql.table(tabel)}, ${lijst})`;
    const naam = sql.lit(tabel);
    const gekregen = sql`(select r.* from ${samenvoeging} s, ${rijen(sql`s.gegevens -> ${naam}`)} r where ${van('r')} not in (
      select ${kolommen('b')} from ${rijen(sql`s.gegevens -> 'blijvend' -> ${naam}`)} b))`;
    return [
      sql`delete from ${sql.table(tabel)} x using ${samenvoeging} s, ${gekregen} r
        where x.leerling_id = s.leerling_id and ${van('x')} = ${van('r')} and not exists (
          select from samenvoegingen m, ${rijen(sql`m.gegevens -> ${naam}`)} b
          where m.leerling_id = s.leerling_id and m.verdwenen_leerling_id <> s.verdwenen_leerling_id and ${van('b')} = ${van('r')})`,
      sql`update samenvoegingen m set gegevens = jsonb_set(m.gegevens, array['blijvend', ${naam}], (
          select coalesce(jsonb_agg(to_jsonb(b)), '[]') from ${rijen(sql`m.gegevens -> 'blijvend' -> ${naam}`)} b
          where ${van('b')} not in (select ${kolommen('r')} from ${gekregen} r)))
        from ${samenvoeging} s
        where m.leerling_id = s.leerling_id and m.verdwenen_leerling_id <> s.verdwenen_leerling_id and m.ontkoppeld_op is null`,
    ];
  });
}
