import { z } from 'zod';
import { clientId, datum, partijId, protocolschema, STOPGRONDEN } from '../../protocol/index.ts';

/**
 * What the register tells machines, and what its pages are made of. A field that is not here is not published.
 * Days are `JJJJ-MM-DD` in Belgian time. `/protocollen/schema.json` is made from this.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Where a text of a protocol stands today. `getekend`: signed, and waits for its day. `gesloten`: something is
 * wrong with it, and nothing leaves until that is mended. A draft is not published.
 */
const FASEN = ['getekend', 'in_werking', 'opgezegd', 'vervangen', 'geëindigd', 'gesloten'] as const;

const opzegging = z.strictObject({ door: z.string(), ontvangen: datum, eindigt_op: datum });

const einde = z.strictObject({
  /** The first day on which it no longer holds. */
  op: datum,
  /** The party whose word it is. Absent where the act ends by its own last day. */
  door: z.string().optional(),
  grond: z.enum([...STOPGRONDEN, 'periode_voorbij']),
});

const levensloop = z.strictObject({
  fase: z.enum(FASEN),
  /** The first day on which a text of this protocol was in force, or will be. */
  van: datum.optional(),
  /** The first day of the text that takes over from this one. */
  opvolger_vanaf: datum.optional(),
  opzegging: opzegging.optional(),
  einde: einde.optional(),
});

const handtekening = z.strictObject({
  partij: partijId,
  ondertekend_op: z.iso.datetime({ offset: true }),
  /** JWK thumbprint (RFC 7638) of the key. */
  vingerafdruk: z.string(),
});

const versie = z.strictObject({
  /** SHA-256 of the bytes that the parties signed, in hex. */
  hash,
  fase: z.enum(FASEN),
  /** Its first day, and its last one as far as an end is known. */
  van: datum.optional(),
  tot: datum.optional(),
  /** The page of this text. */
  adres: z.url(),
  /** Present once the text was in force: the bytes, and the signatures under them (JWS, RFC 7515 appendix F). */
  bestand: z.strictObject({ yaml: z.url(), jws: z.url() }).optional(),
  handtekeningen: z.array(handtekening),
  /** What it changed in the text before it, in sentences: what pupils notice first. Absent for the first one. */
  wijzigingen: z.array(z.strictObject({ voor_leerlingen: z.boolean(), zin: z.string() })).optional(),
});

const VENSTERSTANDEN = ['open', 'buiten_venster', 'gesloten'] as const;

const toepassing = z.strictObject({
  client_id: clientId,
  naam: z.string(),
  /** The party that runs it. */
  partij: partijId,
  protocol: partijId,
  /** The recipient of the protocol that it is, where that is not the party itself. */
  ontvanger: z.string().optional(),
  /** Codes of the data that it may get at a sign-in. */
  gegevens: z.array(z.string()),
  /** Whether pupils can sign in there today, as far as the protocol and the dossier go. */
  vandaag: z.enum(VENSTERSTANDEN),
  /** The last day of its protocol, as far as an end is known. */
  tot: datum.optional(),
  /** The days on which it may get data, where it has such days. */
  vensters: z.array(z.strictObject({ naam: z.string(), van: datum, tot: datum })).optional(),
});

export const publicatieschema = z.strictObject({
  $schema: z.url(),
  naam: partijId,
  adres: z.url(),
  /** Whether this is a demo, with parties and signatures that are made up. */
  verzonnen: z.boolean(),
  levensloop,
  /** The text that the parties signed: the one in force, or else the next one, or else the last one. */
  versie: hash,
  akte: protocolschema,
  toepassingen: z.array(toepassing),
  /** The newest first. */
  versies: z.array(versie),
});
export type Publicatie = z.infer<typeof publicatieschema>;
export type Levensfase = Publicatie['levensloop'];
export type Versiewijziging = NonNullable<Publicatie['versies'][number]['wijzigingen']>[number];
export type Versievermelding = Publicatie['versies'][number];
export type Toepassingsvermelding = Publicatie['toepassingen'][number];

export const protocollijstschema = z.strictObject({
  $schema: z.url(),
  protocollen: z.array(
    z.strictObject({
      naam: partijId,
      titel: z.string(),
      omschrijving: z.string(),
      fase: z.enum(FASEN),
      versie: hash,
      /** The page, and the same as JSON. */
      adres: z.url(),
      json: z.url(),
    }),
  ),
});
export type Protocollijst = z.infer<typeof protocollijstschema>;

export const toepassingenlijstschema = z.strictObject({
  $schema: z.url(),
  toepassingen: z.array(toepassing.extend({ adres_protocol: z.url(), titel_protocol: z.string() })),
});
export type Toepassingenlijst = z.infer<typeof toepassingenlijstschema>;
