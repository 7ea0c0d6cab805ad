import type { z } from 'zod';

/** The part of a Zod schema that this walk needs. */
interface Deel {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  options?: z.core.$ZodType[];
}

/**
 * The path of every field in a schema, such as `partijen[].kbo`: of each leaf, and of each optional group of
 * fields, because the presence of a group can decide something too. Where a value is a shorthand for a group,
 * the group counts.
 */
export function veldenVan(schema: z.core.$ZodType, pad = ''): string[] {
  const deel = schema._zod.def as unknown as Deel;
  if (deel.shape) {
    return Object.entries(deel.shape).flatMap(([naam, veld]) => veldenVan(veld, pad ? `${pad}.${naam}` : naam));
  }
  if (deel.element) return veldenVan(deel.element, `${pad}[]`);
  if (deel.innerType) {
    const velden = veldenVan(deel.innerType, pad);
    const isGroep = velden[0]?.startsWith(`${pad}.`);
    return deel.type === 'optional' && isGroep ? [pad, ...velden] : velden;
  }
  if (deel.in) return veldenVan(deel.in, pad);
  if (deel.options) {
    const velden = new Set(deel.options.flatMap((keuze) => veldenVan(keuze, pad)));
    if (velden.size > 1) velden.delete(pad);
    return [...velden];
  }
  return [pad];
}
