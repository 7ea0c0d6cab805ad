import type { Database } from '../../../store/index.ts';
import type { Leveraar, Leveringshandeling } from './leveringstand.ts';

export interface Handelingsverslag {
  levering: string;
  op: Temporal.Instant;
  wat: Leveringshandeling;
  wie: Leveraar;
  /** The proof of receipt as it was given. */
  bewijs?: string | undefined;
}

/** Who did what with a delivery. Rows are only added. */
export async function noteerHandeling(
  trx: Database,
  { op, wie, bewijs = undefined, ...rest }: Handelingsverslag,
): Promise<void> {
  await trx
    .insertInto('leveringhandelingen')
    .values({ ...rest, op: op.toString(), wie_soort: wie.soort, wie_id: wie.id, bewijs: bewijs ?? null })
    .execute();
}
