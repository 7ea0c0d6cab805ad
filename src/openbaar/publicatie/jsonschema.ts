import { z } from 'zod';

/**
 * The JSON Schema (draft 2020-12) of a document, made from the schema that guards it. `io: 'input'` describes a
 * document as it is sent: what Zod fills in or rewrites while reading stays out of it.
 * @param id its own address
 */
export function jsonschemaVan(id: string, schema: z.ZodType): object {
  return { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw' }), $id: id };
}
