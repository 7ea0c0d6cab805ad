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
 * Whether an assigned test has lasted its term on a day (S3 art. 3 and 6): its moment is over and no window that holds it is open,
 * or it is of before the last 31 July, whatever a dossier says. What lies ahead stays.
 */
export function voorbijOp(
  vandaag: Temporal.PlainDate,
  bewaring: readonly Toetsbewaring[],
): (moment: Moment) => boolean {
  const dag = vandaag.toString();
  const nu = beginVan(vandaag);
  const uiterlijk = bewaring.flatMap((een) => een.uiterlijk.map((maanddag) => beginVan(laatste(maanddag, vandaag))));
  const open = bewaring
    .flatMap(({ vensters }) => vensters.filter(({ van, tot }) => van <= dag && dag <= tot))
    .map(({ van, tot }) => ({
      van: beginVan(Temporal.PlainDate.from(van)),
      tot: beginVan(Temporal.PlainDate.from(tot).add({ days: 1 })),
    }));
  return ({ van: { epochMilliseconds: van }, tot: { epochMilliseconds: tot } }) => {
    if (uiterlijk.some((grens) => van < grens)) return true;
    return tot < nu && !open.some((venster) => venster.van <= van && tot < venster.tot);
  };
}

function beginVan(dag: Temporal.PlainDate): number {
  return dag.toZonedDateTime(TIJDZONE).epochMilliseconds;
}

/** The last such day of the year, today included. */
function laatste(maanddag: string, vandaag: Temporal.PlainDate): Temporal.PlainDate {
  const inJaar = (year: number) => Temporal.PlainMonthDay.from(maanddag).toPlainDate({ year });
  const ditJaar = inJaar(vandaag.year);
  return Temporal.PlainDate.compare(ditJaar, vandaag) > 0 ? inJaar(vandaag.year - 1) : ditJaar;
}
