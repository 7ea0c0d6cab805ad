import type { Stopzetting } from '../protocol/index.ts';
import type { Database } from '../store/database.ts';

/** Protocols that one of the parties stopped (S0 art. 8), by name; in the database, so that every node hears of it. */
export async function leesStops(db: Database): Promise<Map<string, Stopzetting>> {
  const rijen = await db
    .selectFrom('protocolstops')
    .select(['protocol', 'op', 'door', 'reden'])
    .orderBy('protocol')
    .execute();
  return new Map(rijen.map(({ protocol, ...stop }) => [protocol, stop]));
}

/** A stop is final: who wants to go on signs a new protocol. The first word stands. */
export async function legStopVast(
  db: Database,
  protocol: string,
  stop: Stopzetting,
  nu: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('protocolstops')
    .values({ protocol, ...stop, vastgelegd_op: nu.toString() })
    .onConflict((conflict) => conflict.column('protocol').doNothing())
    .execute();
}
