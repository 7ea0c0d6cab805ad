import { TIJDZONE } from '../../klok.ts';

/** A day as people write it: "23 mei 2023". @param dag `JJJJ-MM-DD` */
export function geschrevenDag(dag: string): string {
  return Temporal.PlainDate.from(dag).toLocaleString('nl-BE', { dateStyle: 'long' });
}

/** The day in Belgium of a moment with an offset. @param moment RFC 3339 */
export function geschrevenDagVan(moment: string): string {
  return geschrevenDag(Temporal.Instant.from(moment).toZonedDateTimeISO(TIJDZONE).toPlainDate().toString());
}

/** A day of every year. @param dag `MM-DD` */
export function geschrevenMaanddag(dag: string): string {
  return Temporal.PlainMonthDay.from(dag)
    .toPlainDate({ year: 2024 })
    .toLocaleString('nl-BE', { day: 'numeric', month: 'long' });
}

const EENHEDEN = [
  ['years', 'jaar', 'jaar'],
  ['months', 'maand', 'maanden'],
  ['weeks', 'week', 'weken'],
  ['days', 'dag', 'dagen'],
] as const;

/** A term: "3 jaar", "1 jaar en 6 maanden". @param termijn ISO 8601, in whole days or longer */
export function geschrevenTermijn(termijn: string): string {
  const duur = Temporal.Duration.from(termijn);
  const delen = EENHEDEN.flatMap(([eenheid, een, meer]) => {
    const aantal = duur[eenheid];
    return aantal === 0 ? [] : `${aantal} ${aantal === 1 ? een : meer}`;
  });
  return delen.length ? opgesomd(delen) : 'geen dag langer';
}

const LIJST = new Intl.ListFormat('nl-BE', { type: 'conjunction' });

/** "a, b en c" */
export function opgesomd(delen: readonly string[]): string {
  return LIJST.format(delen);
}
