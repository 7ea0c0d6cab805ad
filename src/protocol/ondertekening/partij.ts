import { z } from 'zod';
import { eigennaam, kboNummer, vestigingsnummer } from '../schema/bouwstenen.ts';

const gemeenschappelijk = {
  x: z.string(),
  kid: z.string().min(8),
  d: z.never('dit is een privésleutel: die hoort niet in de configuratie').optional(),
};

export const publiekeSleutel = z.discriminatedUnion(
  'kty',
  [
    z.looseObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      y: z.undefined().optional(),
      ...gemeenschappelijk,
    }),
    z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), y: z.string(), ...gemeenschappelijk }),
  ],
  'enkel Ed25519 (OKP) of P-256 (EC)',
);

export const partijschema = z.strictObject({
  partij: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  naam: eigennaam,
  kbo: kboNummer,
  vestigingseenheid: vestigingsnummer,
  /** Made up for the demo. Production refuses to start with such a party. */
  demo: z.boolean().default(false),
  /** Public keys with which the party signs, as JWK (RFC 7517). */
  sleutels: z
    .array(publiekeSleutel)
    .nullish()
    .transform((sleutels) => sleutels ?? []),
  // Read apart (`leesBereikbaarheid`): a wrong e-mail address must not take the party's keys away, and so shut doors.
  contacten: z.unknown().optional(),
  getuige: z.unknown().optional(),
});

/** A party that can sign protocols, with its public keys (`config/partijen/<partij>.yaml`). */
export type Partij = z.infer<typeof partijschema>;
export type PubliekeSleutel = Partij['sleutels'][number];
