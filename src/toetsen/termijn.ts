import { TIJDZONE } from '../klok.ts';
import type { Ontvangersdeel, Protocol, Venster } from '../protocol/index.ts';

/** What one signed dossier lets the registration module keep: the days of its rounds, and the days of the year by which all goes. */
export interface Toetsbewaring {
  vensters: readonly Venster[];
  uiterlijk: readonly string[];
}

/** Of the applications that may have assigned tests at all. */
export function bewaringVanToetsen(
  toepassingen: Iterable<{ protocol: Protocol; deel: Ontvangersdeel }>,
): Toetsbewaring[] {
  return [...toepassingen]
    .filter(({ deel }) => deel.gegevens.some(({ code }) => code === 'toegewezen_toetsen'))
    .map(({ protocol, deel }) => ({
      vensters: deel.vensters ?? [],
      uiterlijk: protocol.bewaring.flatMap(({ uiterlijk }) => uiterlijk ?? []),
    }));
}

export interface Moment {
  van: Temporal.Instant;
  tot: Temporal.Instant;
}

/**
 * Whether an assigned test has lasted its term (S3 art. 3 and 6): its moment is over and no window that holds it is open, or it is
 * of before the last 31 July, whatever a dossier says. What lies ahead stays.
 */
export function isVoorbij(
  { van, tot }: Moment,
  bewaring: readonly Toetsbewaring[],
  vandaag: Temporal.PlainDate,
): boolean {
  const [dag, begin, einde] = [vandaag.toString(), dagVan(van), dagVan(tot)];
  if (bewaring.some(({ uiterlijk }) => uiterlijk.some((maanddag) => begin < laatste(maanddag, vandaag)))) return true;
  const inOpenVenster = ({ vensters }: Toetsbewaring) =>
    vensters.some(
      (venster) => venster.van <= dag && dag <= venster.tot && venster.van <= begin && einde <= venster.tot,
    );
  return einde < dag && !bewaring.some(inOpenVenster);
}

/** Days of ISO 8601 are in order as text. */
function dagVan(moment: Temporal.Instant): string {
  return moment.toZonedDateTimeISO(TIJDZONE).toPlainDate().toString();
}

/** The last such day of the year, today included. */
function laatste(maanddag: string, vandaag: Temporal.PlainDate): string {
  const inJaar = (year: number) => Temporal.PlainMonthDay.from(maanddag).toPlainDate({ year });
  const ditJaar = inJaar(vandaag.year);
  return String(Temporal.PlainDate.compare(ditJaar, vandaag) > 0 ? inJaar(vandaag.year - 1) : ditJaar);
}
