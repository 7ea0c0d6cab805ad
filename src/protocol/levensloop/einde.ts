import type { VAN_RECHTSWEGE } from '../schema/delen.ts';
import type { Protocol } from '../schema/schema.ts';
import type { STOPGRONDEN, Stopzetting } from '../stopzetting.ts';

/** Why an act ends: on the word of a party, by law, or because its last day is past. */
export type Eindgrond = (typeof STOPGRONDEN)[number] | (typeof VAN_RECHTSWEGE)[number];

/** The end of an act: past, or known to come. */
export interface Akteneinde {
  /** The first day on which it no longer holds. */
  vanaf: Temporal.PlainDate;
  grond: Eindgrond;
  /** The party whose word it is. Absent where the act ends by its own last day. */
  door?: string;
  reden?: string;
  /** Only with a notice: the day on which the other party received it. */
  ontvangen?: Temporal.PlainDate;
}

/**
 * The end of an act: the earliest of its stop and of its own last day.
 * @param laatste the text that holds last of all that parties signed
 */
export function eindeVan(
  laatste: Pick<Protocol, 'looptijd'> | undefined,
  stopzetting: Stopzetting | undefined,
): Akteneinde | undefined {
  const door = stopzetting && eindeDoorStop(stopzetting);
  const termijn = laatste && eindeDoorTermijn(laatste);
  if (!door || !termijn) return door ?? termijn;
  return Temporal.PlainDate.compare(door.vanaf, termijn.vanaf) <= 0 ? door : termijn;
}

export function eindeDoorTermijn({ looptijd: { tot } }: Pick<Protocol, 'looptijd'>): Akteneinde | undefined {
  return tot === undefined
    ? undefined
    : { vanaf: Temporal.PlainDate.from(tot).add({ days: 1 }), grond: 'periode_voorbij' };
}

function eindeDoorStop({ op, door, grond, reden, ontvangen }: Stopzetting): Akteneinde {
  return {
    ...{ vanaf: Temporal.PlainDate.from(op), door, grond, reden },
    ...(ontvangen === undefined ? {} : { ontvangen: Temporal.PlainDate.from(ontvangen) }),
  };
}
