import { z } from 'zod';
import type { Omslag } from '../logbron.ts';
import { Uitvoerfout } from './uitvoerfout.ts';

const plaats = z.int().nonnegative();
const bereiken = z
  .array(z.object({ van: plaats, tot: plaats }))
  .refine((lijst) => lijst.every(({ van, tot }, i) => van < tot && (i === 0 || van > (lijst[i - 1]?.tot ?? 0))));

const omslagvorm: z.ZodType<Omslag> = z
  .object({
    origin: z.string().min(1).max(500),
    omvang: plaats,
    rijen: bereiken,
    gewist: bereiken,
    maand: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    gemaakt_op: z.iso.datetime(),
  })
  .refine(({ rijen, gewist, omvang }) => [rijen, gewist].every((een) => (een.at(-1)?.tot ?? 0) <= omvang));

/** @throws Uitvoerfout when it is no cover of an export */
export function leesOmslag(bytes: Buffer): Omslag {
  try {
    return omslagvorm.parse(JSON.parse(bytes.toString()));
  } catch {
    throw new Uitvoerfout('uitvoer_onleesbaar', 'de omslag is niet leesbaar');
  }
}
