import { z } from 'zod';
import { datum, ingevuld } from './schema/bouwstenen.ts';

/**
 * A stop goes to the database, and PostgreSQL keeps no NUL in a text. Other characters are let in, since a stop
 * must hold.
 */
const bewaarbaar = ingevuld.refine((waarde) => !waarde.includes('\0'), 'mag geen NUL bevatten');

/**
 * Why a party ends an act: a breach, an event that ends the act by law and that no calendar shows, or notice
 * with a term.
 */
export const STOPGRONDEN = ['sanctie', 'dienst_gestopt', 'rechtsgrond_vervallen', 'opzegging'] as const;

/**
 * The word of one party. It needs no signature. `stopbevoegdheid.ts` says whether that party has a right to
 * it.
 */
export const stopzettingschema = z
  .strictObject({
    op: datum,
    door: bewaarbaar,
    reden: bewaarbaar,
    grond: z.enum(STOPGRONDEN, `een van: ${STOPGRONDEN.join(', ')}`).default('sanctie'),
    /**
     * Only with a notice: the day on which the other party has it. Its term runs from there (S3 and S4 art.
     * 12).
     */
    ontvangen: datum.optional(),
  })
  .refine(({ grond, ontvangen }) => (grond === 'opzegging') === (ontvangen !== undefined), {
    path: ['ontvangen'],
    error: 'de dag waarop de andere partij de opzegging ontving, bij grond opzegging en bij geen andere',
  });
export type Stopzetting = z.infer<typeof stopzettingschema>;
/** As it is written in a file. Without a ground it is a sanction. */
export type Stopwoord = z.input<typeof stopzettingschema>;

/**
 * Whether a party's stop holds on this day. It holds from its first day on, whatever else is known of the
 * act.
 */
export function isGestopt(
  stopzetting: Stopzetting | undefined,
  vandaag: Temporal.PlainDate,
): stopzetting is Stopzetting {
  return stopzetting !== undefined && Temporal.PlainDate.compare(vandaag, stopzetting.op) >= 0;
}

/** What a party did: end the act, give notice, or report that it has ended. */
export function eindeInWoorden({ grond, ontvangen }: Stopzetting): string {
  if (grond === 'opzegging') return `opgezegd (ontvangen op ${ontvangen}), geëindigd`;
  return grond === 'sanctie' ? 'stopgezet' : `van rechtswege geëindigd (${grond}), gemeld`;
}
