import { z } from 'zod';
import { datum, duur, partijId, tekst } from './bouwstenen.ts';
import { artikel, vindplaats } from './delen.ts';

/**
 * The parts of a protocol that people read and no rule uses. With them, each act can be understood on its
 * own.
 */

/** A recital, a definition or a rule of the manual: what the act says outside its articles. */
export const bepaling = z.strictObject({ vindplaats, over: tekst, tekst });

export const onderwerp = z.strictObject({ artikel, van: partijId, naar: partijId, tekst });

export const doel = z.strictObject({
  artikel,
  verstrekker: z.array(tekst).min(1),
  ontvanger: z.array(tekst).min(1),
  /** Why the second purpose is compatible with the first (GDPR art. 6.4), where the act says so. */
  verenigbaar: tekst.optional(),
});

export const vtcAdvies = z.strictObject({
  vindplaats,
  datum,
  /**
   * What the Vlaamse Toezichtcommissie advised, and what the parties answered. Absent where the act gives
   * only the date.
   */
  standpunt: tekst.optional(),
  antwoord: tekst.optional(),
});

export const gegevensstroom = z.strictObject({
  vindplaats,
  van: tekst,
  naar: tekst,
  wat: tekst,
  toelichting: tekst.optional(),
});

export const onderzoek = z.strictObject({
  vindplaats,
  opdracht: tekst,
  van: datum,
  tot: datum,
  vragen: z.array(tekst).min(1),
  analyseniveau: tekst,
});

export const beveiliging = z.strictObject({
  artikel,
  maatregelen: z
    .array(
      z.strictObject({
        /** A party, a recipient that works for one, or a service such as ACM. */
        door: z.array(tekst).min(1),
        maatregel: tekst,
        /** Who does it in LeerID, where the act names a service that is not here. */
        hier: tekst.optional(),
      }),
    )
    .min(1),
  bewijs: tekst,
});

export const kwaliteit = z.strictObject({
  artikel,
  melding: tekst,
  onderzoek: duur.optional(),
  maatregelen: duur.optional(),
});

export const transparantie = z.strictObject({
  vindplaats,
  publicatie: z
    .array(
      z.strictObject({
        door: partijId,
        waar: tekst,
        adres: z.url({ protocol: /^https?$/, error: 'een adres' }).optional(),
      }),
    )
    .min(1),
});

export const meldingsplicht = z.strictObject({
  artikel,
  plichten: z
    .array(z.strictObject({ door: z.array(partijId).min(1), aan: z.array(partijId).min(1), plicht: tekst }))
    .min(1),
});

export const recht = z.strictObject({ artikel, recht: tekst, rechtbank: tekst });
