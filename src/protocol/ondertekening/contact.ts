import { z } from 'zod';
import { datum } from '../schema/bouwstenen.ts';

/**
 * What a contact is for: the data protection officer that each party has (S0–S4 art. 6), or the service that
 * works with the protocol. A function, never a person: people change, and no name is needed.
 */
export const CONTACTFUNCTIES = ['dpo', 'dienst'] as const;

const email = z
  .email({ error: 'een e-mailadres als dpo@school.example', abort: true })
  .max(254, 'hoogstens 254 tekens')
  .regex(/^[\x21-\x7e]+$/, 'enkel gewone letters, cijfers en leestekens');

/** Without a password: everybody who reads the parties' folder would know it. */
const webhook = z
  .url({ protocol: /^https$/, error: 'een https-adres' })
  .max(500, 'hoogstens 500 tekens')
  .refine((adres) => {
    const { username, password, hash } = new URL(adres);
    return `${username}${password}${hash}` === '';
  }, 'zonder gebruikersnaam, wachtwoord of #');

/** Where a party is told about its protocols, from the first day to the last one, both included. */
export const contactschema = z
  .strictObject({
    functie: z.enum(CONTACTFUNCTIES, `een van ${CONTACTFUNCTIES.join(', ')}`),
    email: email.optional(),
    webhook: webhook.optional(),
    van: datum,
    tot: datum.optional(),
  })
  .refine(({ email, webhook }) => (email === undefined) !== (webhook === undefined), 'een email of een webhook')
  .refine(({ van, tot }) => tot === undefined || van <= tot, 'tot ligt voor van');

export type Contact = z.infer<typeof contactschema>;
