import { type Insertable, type Selectable, sql } from 'kysely';
import type { Database, Tabellen } from '../store/index.ts';

/** Messages, as they stand in the database for all nodes together. */

export type Berichtrij = Selectable<Tabellen['berichten']>;

/** A message that nobody took for this long is given up: what it tells is no news any more. */
export const OPGEGEVEN_NA = Temporal.Duration.from({ hours: 30 * 24 });

/**
 * Adds those that are new. What was told before is not told again. What lapsed comes back where this node does know
 * the contact: another node may have an older folder.
 */
export async function voegBerichtenToe(
  db: Database,
  berichten: readonly Omit<Insertable<Tabellen['berichten']>, 'id'>[],
): Promise<void> {
  if (berichten.length === 0) return;
  await db
    .insertInto('berichten')
    .values([...berichten])
    .onConflict((conflict) =>
      conflict
        .columns(['protocol', 'kenmerk', 'partij', 'kanaal', 'adres'])
        .doUpdateSet({ vervallen_op: null })
        .where('berichten.vervallen_op', 'is not', null),
    )
    .execute();
}

/** Those that are still to be sent. What was tried least comes first: what never arrives holds up nothing new. */
export async function leesWachtendeBerichten(
  db: Database,
  nu: Temporal.Instant,
): Promise<Pick<Berichtrij, 'id' | 'partij'>[]> {
  return db
    .selectFrom('berichten')
    .select(['id', 'partij'])
    .where('verzonden_op', 'is', null)
    .where('vervallen_op', 'is', null)
    .where('gemaakt_op', '>', nu.subtract(OPGEGEVEN_NA))
    .orderBy('pogingen')
    .orderBy('gemaakt_op')
    .limit(1_000)
    .execute();
}

/** @returns undefined when it was sent, or lapsed, meanwhile */
export async function leesTeVerzenden(db: Database, id: string): Promise<Berichtrij | undefined> {
  return db
    .selectFrom('berichten')
    .selectAll()
    .where('id', '=', id)
    .where('verzonden_op', 'is', null)
    .where('vervallen_op', 'is', null)
    .executeTakeFirst();
}

export async function noteerVerzonden(db: Database, id: string, nu: Temporal.Instant): Promise<void> {
  const tijd = nu.toString();
  await db
    .updateTable('berichten')
    .set({ verzonden_op: tijd, fout: null, pogingen: sql`pogingen + 1` })
    .where('id', '=', id)
    .execute();
}

export async function noteerVervallen(db: Database, id: string, nu: Temporal.Instant): Promise<void> {
  await db.updateTable('berichten').set({ vervallen_op: nu.toString() }).where('id', '=', id).execute();
}

/** @returns how often it was tried */
export async function noteerMislukt(db: Database, id: string, fout: string): Promise<number> {
  const rij = await db
    .updateTable('berichten')
    .set({ fout: fout.slice(0, 300), pogingen: sql`pogingen + 1` })
    .where('id', '=', id)
    .returning('pogingen')
    .executeTakeFirst();
  return rij?.pogingen ?? 0;
}

/** Any message, sent or not. */
export async function leesBericht(db: Database, id: string): Promise<Berichtrij | undefined> {
  // What an operator types may be no identifier.
  return db.selectFrom('berichten').selectAll().where(sql`id::text`, '=', id).executeTakeFirst();
}

/** The newest first, five hundred at most. */
export async function leesBerichten(db: Database, protocol?: string): Promise<Berichtrij[]> {
  return db
    .selectFrom('berichten')
    .selectAll()
    .$if(protocol !== undefined, (vraag) => vraag.where('protocol', '=', protocol ?? ''))
    .orderBy('gemaakt_op', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}
