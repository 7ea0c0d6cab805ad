import { type Stopwoord, type Stopzetting, vroegste } from '../protocol/index.ts';
import type { Database } from '../store/index.ts';

/**
 * Protocols that ended on the word of a party (S0 art. 8 and 11), by name. They are in the database, so that
 * every node sees them.
 */
export async function leesStops(db: Database): Promise<Map<string, Stopzetting>> {
  const rijen = await db.selectFrom('protocolstops').selectAll().execute();
  const perProtocol = Map.groupBy(rijen, ({ protocol }) => protocol);
  return new Map(
    [...perProtocol].flatMap(([protocol, stops]) => {
      const stop = vroegste(
        stops.map(({ op, door, reden, grond, ontvangen }) => ({
          ...{ op, door, reden, grond },
          ...(ontvangen ? { ontvangen } : {}),
        })),
      );
      return stop ? [[protocol, stop]] : [];
    }),
  );
}

/** A stop is final: parties that want to go on sign a new protocol. A later word can only add to it. */
export async function legStopVast(
  db: Database,
  protocol: string,
  stop: Stopwoord,
  nu: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('protocolstops')
    .values({ protocol, ...stop, vastgelegd_op: nu.toString() })
    .onConflict((conflict) => conflict.columns(['protocol', 'op', 'door']).doNothing())
    .execute();
}
