import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { randtegels } from '../boom/groei.ts';
import { BREEDTE, type Hashlezer, hashlezer, type Tegel } from '../boom/tegel.ts';

/** The tree as it stands in the database. */

export interface Tegelrij extends Tegel {
  /** At level 0: which row each hash is of. */
  volgnummers: number[] | null;
}

async function leesTegel(db: Database, niveau: number, nummer: number): Promise<Buffer | undefined> {
  const rij = await db
    .selectFrom('privacylogtegels')
    .select('hashes')
    .where('niveau', '=', niveau)
    .where('nummer', '=', nummer)
    .executeTakeFirst();
  return rij?.hashes;
}

export async function heeftTegels(db: Database): Promise<boolean> {
  return (await db.selectFrom('privacylogtegels').select('nummer').limit(1).executeTakeFirst()) !== undefined;
}

/** Reads the tree of any size up to the last checkpoint. Make one for each proof. */
export function leesHashesUit(db: Database): Hashlezer {
  return hashlezer((niveau, nummer) => leesTegel(db, niveau, nummer));
}

/** The tiles with which a tree of this size goes on. */
export async function leesRand(db: Database, omvang: number): Promise<Tegelrij[]> {
  const rand = randtegels(omvang);
  if (rand.length === 0) return [];
  return db
    .selectFrom('privacylogtegels')
    .select(['niveau', 'nummer', 'hashes', 'volgnummers'])
    .where(({ eb, or }) => or(rand.map(({ niveau, nummer }) => eb.and({ niveau, nummer }))))
    .execute();
}

/** Adds tiles, and hashes to tiles that are there. The database refuses any other change. */
export async function schrijfTegels(db: Database, tegels: readonly Tegelrij[]): Promise<void> {
  await db
    .insertInto('privacylogtegels')
    .values(tegels.map(({ niveau, nummer, hashes, volgnummers }) => ({ niveau, nummer, hashes, volgnummers })))
    .onConflict((conflict) =>
      conflict.columns(['niveau', 'nummer']).doUpdateSet(({ ref }) => ({
        hashes: ref('excluded.hashes'),
        volgnummers: ref('excluded.volgnummers'),
      })),
    )
    .execute();
}

/**
 * The place in the tree of a row of the log, from 0. It reads one tile.
 * @returns undefined while the row is not sealed, and for a number that no row has
 */
export async function vindPlaats(db: Database, volgnummer: number): Promise<number | undefined> {
  const { rows } = await sql<{ nummer: number; plaats: number | null }>`
    select nummer, array_position(volgnummers, ${volgnummer}::bigint) - 1 as plaats from privacylogtegels
    where niveau = 0 and volgnummers[1] <= ${volgnummer}::bigint
    order by volgnummers[1] desc limit 1`.execute(db);
  const [tegel] = rows;
  return tegel && tegel.plaats !== null ? tegel.nummer * BREEDTE + tegel.plaats : undefined;
}
