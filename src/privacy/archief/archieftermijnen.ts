import { z } from 'zod';

/** How long rows of the privacy log are in the database, and then in archive files. */

const duur = (standaard: string) =>
  z
    .string()
    .default(standaard)
    .refine(
      (tekst) => z.iso.duration().safeParse(tekst).success && Temporal.Duration.from(tekst).sign > 0,
      'een duur als P6M',
    )
    .transform((tekst) => Temporal.Duration.from(tekst));

/**
 * The terms that Flanders has for the register of look-ups of personal data (MAGDA): six months at hand, ten years in
 * all.
 */
const schema = z.object({
  LEERID_PRIVACYLOG_ONLINE: duur('P6M'),
  LEERID_BEWAAR_PRIVACYLOG: duur('P10Y'),
});

export interface Archieftermijnen {
  /** After the last day of a month. */
  inDatabase: Temporal.Duration;
  /** After the last day of a month, in the database and in the archive together. */
  bewaard: Temporal.Duration;
}

/** @throws Error in one line per setting */
export function leesArchieftermijnen(omgeving: Readonly<Record<string, string | undefined>>): Archieftermijnen {
  const gevuld = Object.keys(schema.shape).map((naam) => [naam, omgeving[naam] || undefined]);
  const gelezen = schema.safeParse(Object.fromEntries(gevuld));
  if (!gelezen.success)
    throw new Error(gelezen.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const { LEERID_PRIVACYLOG_ONLINE: inDatabase, LEERID_BEWAAR_PRIVACYLOG: bewaard } = gelezen.data;
  return { inDatabase, bewaard };
}

/** Whether a term that began at this moment is over. Days are those of UTC. */
export function isTermijnVoorbij(begin: Temporal.Instant, duur: Temporal.Duration, nu: Temporal.Instant): boolean {
  const einde = begin.toZonedDateTimeISO('UTC').add(duur).toInstant();
  return Temporal.Instant.compare(einde, nu) <= 0;
}

/** Whether a month is over for at least this long. Days are those of UTC, like the months of the log. */
export function isLangVoorbij(maand: string, duur: Temporal.Duration, nu: Temporal.Instant): boolean {
  const vandaag = nu.toZonedDateTimeISO('UTC').toPlainDate();
  const daarna = Temporal.PlainYearMonth.from(maand).add({ months: 1 }).toPlainDate({ day: 1 });
  return Temporal.PlainDate.compare(daarna.add(duur), vandaag) <= 0;
}
