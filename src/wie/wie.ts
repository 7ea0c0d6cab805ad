import { z } from 'zod';
import { clientId } from '../protocol/index.ts';

/**
 * The name of a command or a nightly task: `discimus laad`, `bewaring`. Never its arguments. One group stands in
 * another: `privacylog sleutel`.
 */
const werk = z.string().regex(/^(privacylog sleutel|[a-z][a-z-]*)( [a-z][a-z-]*)?$/);

/**
 * Who acts: everybody and everything that asks for data or changes them. The pupil is one of six kinds, and
 * others ask for most data about pupils. `id` says which one. It is never a person's name.
 */
export const wieschema = z.discriminatedUnion('soort', [
  /** A pupil who acts for himself: `leerlingen.id`. */
  z.strictObject({ soort: z.literal('leerling'), id: z.uuid() }),
  /** An application that asks by itself, without a pupil who signs in: its client_id (RFC 6749 § 2.2). */
  z.strictObject({ soort: z.literal('client'), id: clientId }),
  /** An administrative package, which is a client that acts for schools (S2, manual ch. 2): its client_id. */
  z.strictObject({ soort: z.literal('pakket'), id: clientId }),
  /** Somebody who works for a school or for LeerID. */
  z.strictObject({ soort: z.literal('medewerker'), id: z.uuid() }),
  /** Somebody who types a command on the machine: the command. */
  z.strictObject({ soort: z.literal('operator'), id: werk }),
  /** LeerID itself, at a set time: the task. */
  z.strictObject({ soort: z.literal('machine'), id: werk }),
]);

export type Wie = z.infer<typeof wieschema>;
export const SOORTEN_WIE = wieschema.options.map(({ shape }) => shape.soort.value);
