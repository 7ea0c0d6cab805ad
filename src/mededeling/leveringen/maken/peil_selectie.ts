import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Selectie } from '../../selectie.ts';

/** How far the door is in a selection, for whoever waits. */
export interface Selectiepeil {
  /** Pupils in the selection, before the gate. */
  totaal: number;
  /** About how many of them come before this key, or at it. */
  tot(id: string): number;
}

const STREPEN = 200;
const DELEN = Array.from({ length: STREPEN }, (_, nummer) => (nummer + 1) / STREPEN);

/** Reads the keys that divide a selection in equal parts. The door goes through it in the order of keys. */
export async function peilSelectie(db: Database, { leerlingen }: Selectie): Promise<Selectiepeil> {
  const { rows } = await sql<{ totaal: number; strepen: string[] | null }>`
    select count(*) as totaal,
      (percentile_disc(${DELEN}::float8[]) within group (order by id))::text[] as strepen
    from (${leerlingen}) selectie`.execute(db);
  const { totaal = 0, strepen } = rows[0] ?? {};
  return {
    totaal,
    // PostgreSQL writes and sorts keys alike, so their texts compare.
    tot: (id) => Math.round((totaal * (strepen ?? []).filter((streep) => streep <= id).length) / STREPEN),
  };
}
