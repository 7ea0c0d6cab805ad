import type { Database } from '../../store/index.ts';
import { type Aankondiger, aankondiging } from './aankondiging.ts';
import { beeindigSessie, beeindigSessiesVan, type KondigAan, type Sessiekenmerk } from './sessie_einde.ts';

export type Afmelder = Aankondiger & { db: Database };

/**
 * Ends what has to end and puts the messages to the applications down, in one transaction. So no logout is
 * lost.
 */
export async function meldAf(
  { db, ...aankondiger }: Afmelder,
  beeindig: (trx: Database, kondigAan: KondigAan) => Promise<void>,
): Promise<void> {
  await db.transaction().execute((trx) => beeindig(trx, aankondiging(aankondiger)));
}

/** Ends the sessions of these accounts, in the caller's transaction. */
export async function meldAccountsAf(
  nodig: Aankondiger,
  trx: Database,
  accountUuids: readonly string[],
): Promise<void> {
  await beeindigSessiesVan(trx, accountUuids, aankondiging(nodig));
}

/** Ends one session and tells its applications: the pupil signed out, or said "Dat ben ik niet". */
export function eindigSessie(nodig: Afmelder, welke: Sessiekenmerk): Promise<void> {
  return meldAf(nodig, (trx, kondigAan) => beeindigSessie(trx, welke, kondigAan));
}
