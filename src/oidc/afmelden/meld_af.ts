import type { Database } from '../../store/index.ts';
import { type Aankondiger, aankondiging } from './aankondiging.ts';
import { beeindigSessie, beeindigSessiesVan, type KondigAan, type Sessiekenmerk } from './sessie_einde.ts';

export type Afmelder = Aankondiger & { db: Database };

/** Ends what has to end and puts the messages to the applications down in one transaction: logout that arrives. */
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

/** Signed out, or "Dat ben ik niet": the session ends, and its applications hear of it. */
export function eindigSessie(nodig: Afmelder, welke: Sessiekenmerk): Promise<void> {
  return meldAf(nodig, (trx, kondigAan) => beeindigSessie(trx, welke, kondigAan));
}
