import { z } from 'zod';
import { CATALOGUS } from '../catalogus/catalogus.ts';
import { datum, duur, eigennaam, kboNummer, maanddag, partijId, tekst, vestigingsnummer } from './bouwstenen.ts';

/**
 * The parts of a protocol that decide what leaves, when, and to whom. `protocoltekst.ts` has the parts that
 * people only read.
 */

/** The kinds of flow: what makes data leave (art. 5 of every protocol). */
export const STROMEN = ['bij_aanmelding', 'op_aanvraag', 'periodiek', 'eenmalig'] as const;
export type Stroom = (typeof STROMEN)[number];

/**
 * How a datum reaches a recipient: as it is, hashed for this recipient, or under a pseudonym (S3 art. 3, 4
 * and 6).
 */
export const VORMEN = ['klaar', 'hash', 'pseudoniem'] as const;

/**
 * What an act asks of a pupil before anything leaves. Each act lists its own. `mededeling/toegang.ts` has the
 * rule of each.
 */
export const VOORWAARDEN = ['inschrijving', 'doelgroep', 'samenwerking', 'zichtbaarheid', 'toegewezen_toets'] as const;
export type Voorwaarde = (typeof VOORWAARDEN)[number];

/** Levels of education. The first digit of a hoofdstructuur gives the level. */
export const ONDERWIJS = ['kleuter', 'lager', 'secundair'] as const;

export const artikel = z.number().int().min(1).max(20);
/** The place in the act, when that is not an article: "overweging D", "art. 5 en 12". */
export const vindplaats = tekst;

export const partij = z.strictObject({
  id: partijId,
  naam: eigennaam,
  rol: z.enum(['verstrekker', 'ontvanger']),
  /** Absent for a party that is a category, such as "the school that agrees" (S2). */
  kbo: kboNummer.optional(),
  vestigingseenheid: vestigingsnummer.optional(),
  adres: tekst.optional(),
  vertegenwoordigd_door: tekst,
  /** The legal basis on which that function may sign, where the act gives it. */
  krachtens: tekst.optional(),
  /**
   * A school agrees in the Schoolloket (S2 art. 12) and does not sign the file. The act then holds for each
   * school apart.
   */
  ondertekening: z.enum(['handtekening', 'akkoordverklaring']),
  /** The date of the stamp under the act. Without a stamp, the signature under this file gives the date. */
  getekend_op: z.iso
    .datetime({ offset: true, error: 'een tijdstip met zone als 2023-09-19T18:05:58+02:00' })
    .optional(),
  /**
   * `afwijking` is allowed only where the act lets its parties deviate (S0 recital E). `niet_vermeld` means
   * that the advice is missing, and pages show it so.
   */
  dpo_advies: z.union(
    [z.strictObject({ datum }), z.strictObject({ afwijking: tekst }), z.strictObject({ niet_vermeld: tekst })],
    { error: 'geef {datum: JJJJ-MM-DD}, {afwijking: reden} of {niet_vermeld: wat de akte zegt}' },
  ),
});

export const rechtsgrond = z.strictObject({
  artikel,
  avg: z.array(z.string().regex(/^(6\.1\.[a-f]|9\.2\.[a-j])$/, 'bijvoorbeeld 6.1.f of 9.2.g')).min(1),
  /** The words of the act, where it cites the article differently from `avg`. */
  zoals_gedrukt: tekst.optional(),
  toelichting: tekst,
  wetgeving: z
    .array(
      z.strictObject({
        tekst,
        /**
         * True for a law that was a draft when the act was signed. A dossier must then say since when it is
         * in force, or nothing leaves.
         */
        ontwerp: z.boolean().default(false),
      }),
    )
    .default([]),
});

export const doelgroep = z.strictObject({
  vindplaats,
  onderwijs: z.array(z.enum(ONDERWIJS)).min(1),
  /** Only pupils of schools that are recognised, and subsidised or financed (S2 art. 3). */
  enkel_erkende_scholen: z.boolean().default(false),
  toelichting: tekst.optional(),
});

export const voorwaarde = z.strictObject({
  voorwaarde: z.enum(VOORWAARDEN),
  vindplaats,
  toelichting: tekst.optional(),
});

export const gegeven = z.strictObject({
  code: z.string().refine((code) => Object.hasOwn(CATALOGUS, code), {
    error: ({ input }) => `onbekend gegeven "${input}"; zie src/protocol/catalogus/catalogus.ts voor de bekende codes`,
  }),
  artikel: artikel.default(3),
  /** The datum as the act describes it. */
  wat: tekst,
  /** Why the datum is needed. Absent where one reason holds for all of them: `reden_voor_alle`. */
  reden: tekst.optional(),
  /** Data as in GDPR art. 9 or 10. */
  bijzonder: z.boolean().default(false),
  /**
   * The datum leaves only where none of these is known: the account key of a pupil without INSZ (S3 art. 3).
   */
  enkel_zonder: z.array(z.string()).min(1).optional(),
  /**
   * The datum leaves only for pupils of such a school (S3 art. 3, birth year). No flow can check that yet, so
   * the datum stays in.
   */
  enkel_als: z.enum(['school_zonder_leeftijdsgroepen']).optional(),
});

/** A code by itself means the datum as it is. */
const deel = z.union([
  z.string().transform((code) => ({ code, vorm: 'klaar' as const })),
  z.strictObject({ code: z.string(), vorm: z.enum(VORMEN) }),
]);

export const ontvanger = z.strictObject({
  id: partijId,
  omschrijving: tekst,
  /** The part of the data that this recipient may see. `[]` means nothing. */
  gegevens: z.array(deel),
  /**
   * This recipient works as a processor for that party (GDPR art. 28). The party signs the dossiers of its
   * applications.
   */
  verwerker_van: partijId.optional(),
  /** Set where this recipient gets its part through other flows than the protocol's. */
  stromen: z.array(z.enum(STROMEN)).min(1).optional(),
  /**
   * This recipient gets its part only in windows that the signed dossier sets. Each window ends by this day
   * of the year. Without a window nothing leaves.
   */
  enkel_in_venster: z.strictObject({ vindplaats, uiterlijk: maanddag }).optional(),
  toelichting: tekst.optional(),
});

/** What a recipient may pass on once, by itself. LeerID delivers nothing under it (S0 art. 4). */
const doorgifteUitzondering = z.strictObject({
  door: partijId,
  aan: tekst,
  gegevens: z.array(z.string()).min(1),
  hoe_vaak: tekst,
  voorwaarden: z.array(tekst).min(1),
});

export const ontvangers = z.strictObject({
  artikel,
  categorieen: z.array(ontvanger).min(1),
  /** Which persons within a category. This limits staff and is not a recipient (S0, S1, S3 and S4 art. 4). */
  beperking: tekst.optional(),
  doorgifte: z.strictObject({ regel: tekst, uitzonderingen: z.array(doorgifteUitzondering).default([]) }),
});

export const mededelingswijze = z.strictObject({
  artikel,
  /** How the receiving party gets its data. */
  stromen: z.array(z.enum(STROMEN)).min(1),
  periodiciteit: tekst,
  duur: tekst,
  /** The keys by which data are asked for (art. 3). */
  opzoeking: z.array(z.string()).default([]),
  /**
   * Data leave only between these days, both included (S4 art. 5). `looptijd` is the term of the act itself.
   */
  periode: z.strictObject({ van: datum, tot: datum }).optional(),
  /**
   * Days that access continues after an enrolment ended. They bridge the gap until a new enrolment is
   * registered.
   */
  respijtdagen: z.number().int().min(0).max(60).default(0),
});

export const bewaring = z
  .array(
    z.strictObject({
      artikel,
      bij: tekst,
      termijn: duur,
      vanaf: tekst,
      /** Erased by this day of the year at the latest. */
      uiterlijk: maanddag.optional(),
      toelichting: tekst.optional(),
    }),
  )
  .min(1);

/**
 * An act never starts before its last signature or its last advice. `van` is the first day that the act
 * itself names, if any.
 */
export const looptijd = z.strictObject({
  artikel,
  van: datum.optional(),
  tot: datum.optional(),
  toelichting: tekst.optional(),
});

/** Notice with a term. `door: []` where the act has none. `sanctie` says who may end it at once. */
export const opzegging = z.strictObject({ artikel, door: z.array(partijId), termijn: duur.optional(), wijze: tekst });

/** Ending at once, after a breach. */
export const sanctie = z.strictObject({
  artikel,
  beeindiging_door: z.array(partijId).min(1),
  /**
   * Where a party stands for many schools, a school's word ends the protocol for that school alone (S2 art.
   * 9).
   */
  geldt_voor: z.enum(['protocol', 'eigen_school']).default('protocol'),
  aanleiding: tekst,
  vorm: tekst,
  schadevergoeding: tekst.optional(),
});

/** Events that end an act by law. No party has to act. */
export const VAN_RECHTSWEGE = ['periode_voorbij', 'dienst_gestopt', 'rechtsgrond_vervallen'] as const;

export const einde = z.strictObject({
  artikel,
  van_rechtswege: z.array(z.enum(VAN_RECHTSWEGE)).min(1),
  bepalingen: z.array(tekst).default([]),
});
