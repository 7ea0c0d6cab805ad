import { sql } from 'kysely';
import type { Leerlingreeks } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';

const EERSTE = '00000000-0000-0000-0000-000000000000';
const LAATSTE = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Walks through the keys of a table, so many rows at a time. An index finds the rows of each range, so no
 * statement takes long.
 */
export async function* reeksen(
  db: Database,
  [tabel, sleutel]: readonly ['leerlingen', 'id'] | readonly ['accounts', 'account_uuid'],
  grootte: number,
): AsyncGenerator<Leerlingreeks> {
  for (let na = EERSTE; na !== LAATSTE; ) {
    const { rows } = await sql<{ tot: string }>`select ${sql.ref(sleutel)} as tot from ${sql.table(tabel)}
      where ${sql.ref(sleutel)} > ${na} order by 1 offset ${grootte - 1} limit 1`.execute(db);
    const tot = rows[0]?.tot ?? LAATSTE;
    yield { na, tot };
    na = tot;
  }
}
