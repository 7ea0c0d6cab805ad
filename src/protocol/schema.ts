import { z } from 'zod';
import { CATALOGUS } from './catalogus.ts';
import { datum, duur, kboNummer, maanddag, tekst, vestigingsnummer } from './schema_bouwstenen.ts';

/** The kinds of flow: what makes data leave (art. 5 of every protocol). */
export const STROMEN = ['bij_aanmelding', 'op_aanvraag', 'periodiek', 'eenmalig'] as const;

const artikel = z.number().int().min(1).max(20);
const partijId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'kleine letters, cijfers en koppeltekens');

const partij = z.strictObject({
  id: partijId,
  naam: tekst,
  rol: z.enum(['verstrekker', 'ontvanger']),
  /** Absent for a party that is a category, such as "the school that agrees" (S2). */
  kbo: kboNummer.optional(),
  vestigingseenheid: vestigingsnummer.optional(),
  vertegenwoordigd_door: tekst,
  /** A school agrees in the Schoolloket (S2 art. 12) instead of signing the file. */
  ondertekening: z.enum(['handtekening', 'akkoordverklaring']),
  /** Parties may leave an element out, but only with a reason (S0 recital E). */
  dpo_advies: z.union([z.strictObject({ datum }), z.strictObject({ afwijking: tekst })], {
    error: 'geef {datum: JJJJ-MM-DD} of {afwijking: reden}',
  }),
});

const gegeven = z.strictObject({
  code: z.string().refine((code) => Object.hasOwn(CATALOGUS, code), {
    error: ({ input }) => `onbekend gegeven "${input}"; zie src/protocol/catalogus.ts voor de bekende codes`,
  }),
  artikel: artikel.default(3),
  reden: tekst,
  /** Data as in GDPR art. 9 or 10. */
  bijzonder: z.boolean().default(false),
  /** Leaves only when this other datum is absent: the account key of a pupil without INSZ (S3 art. 3). */
  enkel_zonder: z.string().optional(),
});

const venster = z.strictObject({ naam: tekst, van: maanddag, tot: maanddag });

const ontvanger = z.strictObject({
  id: partijId,
  omschrijving: tekst,
  /** The part of the data that this recipient may see; absent: all of it. */
  gegevens: z.array(z.string()).min(1).optional(),
  /** The party for which this recipient works as its processor (GDPR art. 28): that party signs for its applications. */
  verwerker_van: partijId.optional(),
  /** Differs from the flow of the protocol where a recipient gets its part in another way. */
  stroom: z.enum(STROMEN).optional(),
  /** Yearly windows outside which this recipient gets nothing; absent: the whole year. */
  vensters: z.array(venster).min(1).optional(),
});

export const protocolschema = z.strictObject({
  protocol: partijId,
  titel: tekst,
  omschrijving: tekst,
  opgemaakt: datum,
  partijen: z.array(partij).min(2),
  vtc_advies: z.strictObject({ datum, gevolg: tekst }).optional(),
  rechtsgrond: z.strictObject({
    artikel,
    avg: z.array(z.string().regex(/^(6\.1\.[a-f]|9\.2\.[a-j])$/, 'bijvoorbeeld 6.1.f of 9.2.g')).min(1),
    toelichting: tekst,
    wetgeving: z.array(tekst).default([]),
  }),
  doel: z.strictObject({ artikel, verstrekker: z.array(tekst).min(1), ontvanger: z.array(tekst).min(1) }),
  gegevens: z.array(gegeven).min(1),
  bewaring: z
    .array(z.strictObject({ artikel, bij: tekst, termijn: duur, vanaf: tekst, toelichting: tekst.optional() }))
    .min(1),
  ontvangers: z.strictObject({ artikel, categorieen: z.array(ontvanger).min(1), doorgifte: tekst }),
  mededeling: z.strictObject({
    artikel,
    stroom: z.enum(STROMEN),
    periodiciteit: tekst,
    duur: tekst,
    /** Days that access goes on after an enrolment ended, for the gap until a new one is registered. */
    respijtdagen: z.number().int().min(0).max(60).default(0),
  }),
  looptijd: z.strictObject({ artikel, van: datum, tot: datum.optional() }),
  opzegging: z.strictObject({ artikel, termijn: duur.optional(), wijze: tekst }),
  beveiliging: z.strictObject({ artikel, maatregelen: z.array(tekst).min(1) }),
  kwaliteit: z.strictObject({ artikel, melding: tekst, onderzoek: duur.optional(), maatregelen: duur.optional() }),
  transparantie: z.strictObject({ artikel: artikel.optional(), publicatie: z.array(tekst).min(1) }),
  sanctie: z.strictObject({ artikel, beeindiging_door: z.array(partijId).min(1) }),
  meldingsplicht: z.strictObject({ artikel, plichten: z.array(tekst).min(1) }),
  einde: z.strictObject({ artikel, bepalingen: z.array(tekst).min(1) }),
  recht: z.strictObject({ artikel, recht: tekst, rechtbank: tekst }),
});

/** A protocol as agreed between its parties; every field is a clause of the act. */
export type Protocol = z.infer<typeof protocolschema>;
