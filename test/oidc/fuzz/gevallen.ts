import fc from 'fast-check';
import { type Mutatie, mutatie } from './mutaties.ts';

/** One request of the fuzz, as plain data: a valid request, and what to do to it. */
export interface Geval {
  eindpunt: string;
  /** Chooses among the valid requests for this endpoint. */
  keuze: number;
  mutaties: Mutatie[];
  /** Bytes to write over the outgoing request: half a header, or an extra line. */
  verminking: { plek: number; bytes: number[]; knip: boolean } | null;
}

const ZONDER_TOESTAND =
  /discovery|jwks|privacylog|tegel|beheer|assets|vooraf|success|klaar|GET (activeren|vergeten)$|\/$/;

/** The same seed gives the same list. A shorter list is the beginning of a longer one. */
export function gevallen(eindpunten: string[], zaad: number, aantal: number): Geval[] {
  const bytes = fc.array(fc.integer({ min: 0, max: 0xff }), { maxLength: 6 });
  const verminking = fc.record({ plek: fc.nat(), bytes, knip: fc.boolean() });
  const geval = fc.record({
    // Endpoints without state are broken sooner than those with state, so they get half as many requests.
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
