import type { Database } from '../../store/index.ts';

/** The checkpoints of the log, as they stand in the database. */

export interface Checkpointrij {
  omvang: number;
  /** The size of the checkpoint before. Null in the first. */
  vorige: number | null;
  wortel: Buffer;
  /** The number of its last row. All rows up to it are in the tree. */
  tot_volgnummer: number;
  /** Signed by the log, without cosignatures. */
  notitie: string;
  gezet_op: Temporal.Instant;
}

const KOLOMMEN = ['omvang', 'vorige', 'wortel', 'tot_volgnummer', 'notitie', 'gezet_op'] as const;

/** @returns undefined while nothing is sealed */
export function leesLaatsteCheckpoint(db: Database): Promise<Checkpointrij | undefined> {
  return db.selectFrom('privacylogcheckpoints').select(KOLOMMEN).orderBy('omvang', 'desc').limit(1).executeTakeFirst();
}

/**
 * Checkpoints by size, the smallest first.
 * @param na only those that are larger
 */
export function leesCheckpoints(db: Database, na: number, hoogstens: number): Promise<Checkpointrij[]> {
  return db
    .selectFrom('privacylogcheckpoints')
    .select(KOLOMMEN)
    .where('omvang', '>', na)
    .orderBy('omvang')
    .limit(hoogstens)
    .execute();
}

/** When the row at a place was sealed. Undefined while it is not. */
export async function leesVerzegeldOp(db: Database, plaats: number): Promise<Temporal.Instant | undefined> {
  const rij = await db
    .selectFrom('privacylogcheckpoints')
    .select('gezet_op')
    .where('omvang', '>', plaats)
    .orderBy('omvang')
    .limit(1)
    .executeTakeFirst();
  return rij?.gezet_op;
}

/**
 * @throws the database's error if another checkpoint follows the same one already, or if rows were not in their order
 */
export async function zetCheckpoint(db: Database, { gezet_op, ...rij }: Checkpointrij): Promise<void> {
  await db
    .insertInto('privacylogcheckpoints')
    .values({ ...rij, gezet_op: gezet_op.toString() })
    .execute();
}
