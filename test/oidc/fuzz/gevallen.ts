import fc from 'fast-check';
import { type Mutatie, mutatie } from './mutaties.ts';

/** One request of the fuzz, as plain data: a valid request and what is to be done to it. */
export interface Geval {
  eindpunt: string;
  /** Chooses among the valid requests for this endpoint. */
  keuze: number;
  mutaties: Mutatie[];
  /** Bytes to put over the request as it goes out: half a header, a line too many. */
  verminking: { plek: number; bytes: number[]; knip: boolean } | null;
}

const ZONDER_TOESTAND = /discovery|jwks|beheer|assets|vooraf|success|klaar|GET (activeren|vergeten)$|\/$/;

/** The same seed gives the same row; a shorter row is the beginning of a longer one. */
export function gevallen(eindpunten: string[], zaad: number, aantal: number): Geval[] {
  const bytes = fc.array(fc.integer({ min: 0, max: 0xff }), { maxLength: 6 });
  const verminking = fc.record({ plek: fc.nat(), bytes, knip: fc.boolean() });
  const geval = fc.record({
    // What holds no state is broken sooner than what does: half as often will do.
    eindpunt: fc.constantFrom(...eindpunten, ...eindpunten.filter((een) => !ZONDER_TOESTAND.test(een))),
    keuze: fc.nat({ max: 1_000 }),
    mutaties: fc.array(mutatie, { minLength: 1, maxLength: 3 }),
    verminking: fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: verminking }),
  });
  return fc.sample(geval, { seed: zaad, numRuns: aantal });
}

export function vermink(bytes: Buffer, { plek, bytes: over, knip }: NonNullable<Geval['verminking']>): Buffer {
  const hier = plek % bytes.length;
  const rest = knip ? [] : [bytes.subarray(hier + over.length)];
  return Buffer.concat([bytes.subarray(0, hier), Buffer.from(over), ...rest]);
}
