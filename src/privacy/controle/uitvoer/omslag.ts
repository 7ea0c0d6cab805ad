import { z } from 'zod';
import type { Omslag } from '../logbron.ts';
import { Uitvoerfout } from './uitvoerfout.ts';

const plaats = z.int().nonnegative();

const omslagvorm: z.ZodType<Omslag> = z
  .object({
    origin: z.string().min(1).max(500),
    omvang: plaats,
    rijen: z.object({ van: plaats, tot: plaats }),
    gemaakt_op: z.iso.datetime(),
  })
  .refine(({ rijen, omvang }) => rijen.van <= rijen.tot && rijen.tot <= omvang);

/** @throws Uitvoerfout when it is no cover of an export */
export function leesOmslag(bytes: Buffer): Omslag {
  try {
    return omslagvorm.parse(JSON.parse(bytes.toString()));
  } catch {
    throw new Uitvoerfout('uitvoer_onleesbaar', 'de omslag is niet leesbaar');
  }
}
