import { TIJDZONE } from '../klok.ts';

/** Moments as an operator reads them: in Belgian days and on the Belgian clock. */

/** As `2026-11-22`. */
export function dagVanMoment(moment: Temporal.Instant): string {
  return moment.toZonedDateTimeISO(TIJDZONE).toPlainDate().toString();
}

/**
 * As `2026-11-22 10:15`.
 * @param roundingMode `ceil` for a moment that has to have passed by then
 */
export function minuut(moment: Temporal.Instant, roundingMode: 'floor' | 'ceil' = 'floor'): string {
  const hier = moment.toZonedDateTimeISO(TIJDZONE).round({ smallestUnit: 'minute', roundingMode });
  return `${hier.toPlainDate()} ${hier.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
