/** How days, terms and lists read in plain Dutch, for pages, messages and commands. */

/** As `1 september 2027`. */
export function dagInWoorden(dag: Temporal.PlainDate | string): string {
  return Temporal.PlainDate.from(dag).toLocaleString('nl-BE', { dateStyle: 'long' });
}

/** A day of every year: "31 juli". @param dag `MM-DD` */
export function maanddagInWoorden(dag: string): string {
  return Temporal.PlainMonthDay.from(dag)
    .toPlainDate({ year: 2024 })
    .toLocaleString('nl-BE', { day: 'numeric', month: 'long' });
}

const EENHEDEN = [
  ['years', 'jaar', 'jaar'],
  ['months', 'maand', 'maanden'],
  ['weeks', 'week', 'weken'],
  ['days', 'dag', 'dagen'],
  ['hours', 'uur', 'uur'],
] as const;

/**
 * As `3 jaar` or `1 jaar en 6 maanden`.
 * @param termijn an ISO 8601 duration
 */
export function termijnInWoorden(termijn: string): string {
  const duur = Temporal.Duration.from(termijn);
  const delen = EENHEDEN.flatMap(([eenheid, een, meer]) => {
    const aantal = duur[eenheid];
    return aantal ? `${aantal} ${aantal === 1 ? een : meer}` : [];
  });
  return opsomming(delen) || '0 dagen';
}

/** As `a, b en c`. */
export function opsomming(delen: readonly string[], voegwoord = 'en'): string {
  const laatste = delen.at(-1) ?? '';
  return delen.length < 2 ? laatste : `${delen.slice(0, -1).join(', ')} ${voegwoord} ${laatste}`;
}
