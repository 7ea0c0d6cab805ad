import type { Openrij } from '../openrijen.ts';

/**
 * Per application: the last confirmation of the nodes that hold it open, and for how many turns there was no
 * newer one.
 */
export type Stilte = ReadonlyMap<string, { woord: Temporal.Instant; beurten: number }>;

type Openrijwoord = Pick<Openrij, 'client_id' | 'bevestigd_op'>;

/** Turns of two seconds. A node that holds an application open confirms it every turn. */
const GEDULD = 10;

/** Counts turns and compares no clocks. A node that was down itself first gives the others their turns. */
export function telStilte(vorige: Stilte, rijen: readonly Openrijwoord[]): Stilte {
  return new Map(
    rijen.map(({ client_id, bevestigd_op }) => {
      const oud = vorige.get(client_id);
      const beurten = oud?.woord.equals(bevestigd_op) ? oud.beurten + 1 : 0;
      return [client_id, { woord: bevestigd_op, beurten }];
    }),
  );
}

/** Those that no node holds open any more. */
export function verlaten<T extends Openrijwoord>(stilte: Stilte, rijen: readonly T[]): T[] {
  return rijen.filter(({ client_id }) => (stilte.get(client_id)?.beurten ?? 0) >= GEDULD);
}
