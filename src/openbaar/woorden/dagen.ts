import { TIJDZONE } from '../../klok.ts';
import { dagInWoorden } from '../../protocol/index.ts';

/** The day in Belgium of a moment. @param moment RFC 3339, with its offset */
export function geschrevenDagVan(moment: string): string {
  return dagInWoorden(Temporal.Instant.from(moment).toZonedDateTimeISO(TIJDZONE).toPlainDate());
}

/** A day of every year: "31 juli". @param dag `MM-DD` */
export function geschrevenMaanddag(dag: string): string {
  return Temporal.PlainMonthDay.from(dag)
    .toPlainDate({ year: 2024 })
    .toLocaleString('nl-BE', { day: 'numeric', month: 'long' });
}
