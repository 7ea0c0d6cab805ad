import { TIJDZONE } from '../../klok.ts';
import { dagInWoorden } from '../../protocol/index.ts';

/** The day in Belgium of a moment. @param moment RFC 3339, with its offset */
export function geschrevenDagVan(moment: string): string {
  return dagInWoorden(Temporal.Instant.from(moment).toZonedDateTimeISO(TIJDZONE).toPlainDate());
}
