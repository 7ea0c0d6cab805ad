import { z } from 'zod';
import { clientId } from '../protocol/index.ts';

/** A command or a nightly task, as it is called: `discimus laad`, `bewaring`. Never what was typed behind it. */
const werk = z.string().regex(/^[a-z][a-z-]*( [a-z][a-z-]*)?$/);

/**
 * Who acts: everybody and everything that asks for data or changes them. A pupil is one of six, and most data
 * about pupils are asked by others. `id` says which one; it never is a name of a person.
 */
export const wieschema = z.discriminatedUnion('soort', [
  /** A pupil who acts himself: `leerlingen.id`. */
  z.strictObject({ soort: z.literal('leerling'), id: z.uuid() }),
  /** An application that asks by itself, without a pupil who signs in: its client_id (RFC 6749 § 2.2). */
  z.strictObject({ soort: z.literal('client'), id: clientId }),
  /** An administrative package, a client that acts for schools (S2, manual ch. 2): its client_id. */
  z.strictObject({ soort: z.literal('pakket'), id: clientId }),
  /** Somebody who works for a school or for LeerID. */
  z.strictObject({ soort: z.literal('medewerker'), id: z.uuid() }),
  /** Whoever types a command on the machine: the command. */
  z.strictObject({ soort: z.literal('operator'), id: werk }),
  /** LeerID itself, by the clock: the task. */
  z.strictObject({ soort: z.literal('machine'), id: werk }),
]);

export type Wie = z.infer<typeof wieschema>;
export const SOORTEN_WIE = wieschema.options.map(({ shape }) => shape.soort.value);
