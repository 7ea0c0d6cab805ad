import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/**
 * Who seals and who changes a key take turns, within one transaction each. Otherwise a checkpoint could be signed by a
 * key that had just ended. docs/keuzes/privacylog.md#a-checkpoint-never-lies-outside-the-days-of-its-key
 */

const BEURT = sql`hashtext('leerid.privacylogzegel')`;

/** @returns false while somebody else has the turn */
export async function probeerZegel(trx: Database): Promise<boolean> {
  const { rows } = await sql<{ vrij: boolean }>`select pg_try_advisory_xact_lock(${BEURT}) as vrij`.execute(trx);
  return rows[0]?.vrij === true;
}

/** Waits for the turn: a batch takes some milliseconds. */
export async function neemZegel(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${BEURT})`.execute(trx);
}

/**
 * The moment of what follows in this turn. Machines have clocks of their own, so it is never before the last checkpoint,
 * nor before the key that signs now began.
 */
export async function leesZegelmoment(trx: Database, nu: Temporal.Instant): Promise<Temporal.Instant> {
  const { rows } = await sql<{ moment: Temporal.Instant }>`select greatest(${nu.toString()}::timestamptz,
    (select van from privacylogsleutels where tot is null),
    (select gezet_op from privacylogcheckpoints order by omvang desc limit 1)) as moment`.execute(trx);
  return rows[0]?.moment ?? nu;
}
