/**
 * The only file that asks what time it is. Our own rules use a clock that is given to them (which protocol is
 * in force, who is enrolled, when data were handed over). So a test and the demo can choose the day.
 * Everything else uses `machinetijd`.
 */
export interface Klok {
  nu(): Temporal.Instant;
  /**
   * The calendar day in Brussels, because terms of protocols and enrolments are counted in Belgian days. One
   * object per day.
   */
  vandaag(): Temporal.PlainDate;
  /** Milliseconds since some moment, whatever anybody does to the calendar. Used for the age of a reading. */
  verstreken(): number;
}

export const TIJDZONE = 'Europe/Brussels';

function klok(nu: () => Temporal.Instant, verstreken = () => performance.now()): Klok {
  let dag = dagVan(nu());
  return {
    nu,
    verstreken,
    vandaag() {
      // Looking up a time zone is slow, and every sign-in asks for it several times.
      const moment = nu();
      if (!ligtIn(dag, moment)) dag = dagVan(moment);
      return dag.datum;
    },
  };
}

function dagVan(moment: Temporal.Instant) {
  const begin = moment.toZonedDateTimeISO(TIJDZONE).startOfDay();
  return {
    datum: begin.toPlainDate(),
    begin: begin.epochMilliseconds,
    einde: begin.add({ days: 1 }).startOfDay().epochMilliseconds,
  };
}

function ligtIn({ begin, einde }: ReturnType<typeof dagVan>, { epochMilliseconds }: Temporal.Instant): boolean {
  return begin <= epochMilliseconds && epochMilliseconds < einde;
}

export const systeemklok: Klok = klok(() => Temporal.Now.instant());

/**
 * The machine's time in milliseconds since 1970, whatever day the clock of our rules has. For what others'
 * clocks measure as well: lifetimes of the library's sessions, codes and tokens, signed assertions of
 * clients, the throttle.
 */
export function machinetijd(): number {
  return Temporal.Now.instant().epochMilliseconds;
}

/** A clock that starts at a chosen moment and runs on (the demo), or that is moved by hand (tests). */
export function zetbareKlok(
  begin: Temporal.Instant,
): Klok & { zet(moment: Temporal.Instant): void; laatVerstrijken(milliseconden: number): void } {
  let verschil = begin.since(Temporal.Now.instant());
  let vooruit = 0;
  return {
    ...klok(
      () => Temporal.Now.instant().add(verschil),
      () => performance.now() + vooruit,
    ),
    laatVerstrijken: (milliseconden) => {
      vooruit += milliseconden;
    },
    zet: (moment) => {
      verschil = moment.since(Temporal.Now.instant());
    },
  };
}
