import { z } from 'zod';
import type { KlareLevering } from '../rij/leveringstand.ts';

/** What a recipient reads beside the data: from which act they come, and how he checks that he has all of them. */
const leveringsmanifest = z.strictObject({
  levering: z.uuid(),
  naam: z.string(),
  protocol: z.string(),
  protocol_hash: z.string().regex(/^[0-9a-f]{64}$/),
  ontvanger: z.string(),
  stroom: z.enum(['op_aanvraag', 'periodiek', 'eenmalig']),
  /** The day whose state the data tell. */
  dag: z.iso.date(),
  artikelen: z.array(z.string()),
  /** Codes of the act: what may be in a line. */
  gegevens: z.array(z.string()),
  geopend_op: z.iso.datetime(),
  /** Confirm before the end of this day. After it, nothing is kept. */
  bevestig_uiterlijk: z.iso.date(),
  bestand: z.string(),
  /** The file is closed with a code, which comes along another way. The hash below is of what is inside. */
  versleuteling: z.literal('age').optional(),
  formaat: z.literal('ndjson'),
  aantal: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Leveringsmanifest = z.infer<typeof leveringsmanifest>;

/** @param bestand the name of the file with the data */
export function manifestVan(
  levering: KlareLevering,
  bestand: string,
  versleuteling: 'age' | undefined,
): Leveringsmanifest {
  const { id, naam, protocol, protocol_hash, ontvanger, stroom, dag, artikelen, gegevens, formaat } = levering;
  const { aantal, bytes, sha256, geopend_op, uiterlijk } = levering;
  return leveringsmanifest.parse({
    levering: id,
    ...{ naam, protocol, protocol_hash, ontvanger, stroom, dag, artikelen, gegevens },
    geopend_op: geopend_op.toString(),
    bevestig_uiterlijk: uiterlijk,
    ...{ bestand, versleuteling, formaat, aantal, bytes, sha256 },
  });
}
