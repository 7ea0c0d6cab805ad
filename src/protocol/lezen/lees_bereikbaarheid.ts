import { join } from 'node:path';
import { z } from 'zod';
import { contactschema } from '../ondertekening/contact.ts';
import { partijgetuigeschema } from '../ondertekening/partijgetuige.ts';
import { eigennaam, partijId } from '../schema/bouwstenen.ts';
import { leesNamen } from './bestand.ts';
import { leesYamlbestand } from './lees_map.ts';

/**
 * How parties are reached, out of their files: their contacts, and their witnesses. Each is read by itself, so that
 * a fault in one takes nothing of the others away.
 */

const wie = { partij: partijId, naam: eigennaam };

const contactenschema = z.looseObject({
  ...wie,
  contacten: z
    .array(contactschema)
    .max(20, 'hoogstens 20 contacten')
    .nullish()
    .transform((contacten) => contacten ?? []),
});
const getuigenschema = z.looseObject({ ...wie, getuige: partijgetuigeschema.optional() });

export type Partijcontacten = Pick<z.infer<typeof contactenschema>, 'partij' | 'naam' | 'contacten'>;
export interface Partijgetuigen {
  partij: string;
  naam: string;
  getuige: z.infer<typeof partijgetuigeschema>;
}

export function leesPartijcontacten(map: string): Promise<Bereikbaarheid<Partijcontacten>> {
  return leesUitPartijen(map, contactenschema);
}

/** Only the parties that have a witness. */
export async function leesPartijgetuigen(map: string): Promise<Bereikbaarheid<Partijgetuigen>> {
  const { gelezen, fouten } = await leesUitPartijen(map, getuigenschema);
  return {
    gelezen: gelezen.flatMap(({ partij, naam, getuige }) => (getuige ? { partij, naam, getuige } : [])),
    fouten,
  };
}

export interface Bereikbaarheid<T> {
  gelezen: T[];
  /** A line for each party whose part can't be read. */
  fouten: string[];
}

async function leesUitPartijen<S extends z.ZodType>(map: string, schema: S): Promise<Bereikbaarheid<z.infer<S>>> {
  const namen = (await leesNamen(map)).filter((naam) => naam.endsWith('.yaml'));
  const alle = await Array.fromAsync(namen, (naam) => leesYamlbestand(schema, join(map, naam)));
  return { gelezen: alle.flatMap(({ waarde }) => waarde ?? []), fouten: alle.flatMap(({ fouten }) => fouten) };
}
