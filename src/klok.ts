/**
 * The only file that asks what time it is. Our own rules go by a clock that is handed to them (which protocol is in force, who is
 * enrolled, when data were handed over), so that a test and the demo can choose the day. `machinetijd` is for the rest.
 */
export interface Klok {
  nu(): Temporal.Instant;
  /** The calendar day in Brussels: terms of protocols and enrolments are counted in Belgian days. One object a day. */
  vandaag(): Temporal.PlainDate;
  /** Milliseconds since some moment, whatever anybody does to the calendar: for how old a reading is. */
  verstreken(): number;
}

export const TIJDZONE = 'Europe/Brussels';

function klok(nu: () => Temporal.Instant, verstreken = () => performance.now()): Klok {
  let dag = dagVan(nu());
  return {
    nu,
    verstreken,
    vandaag() {
      // A time zone is looked up for long; this is asked several times at every sign-in.
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
 * The time of the machine in milliseconds since 1970, whatever day the clock of our rules stands on. For what is measured by the
 * clocks of others as well: lifetimes of the library's sessions, codes and tokens, signed assertions of clients, the throttle.
 */
export function machinetijd(): number {
  return Temporal.Now.instant().epochMilliseconds;
}

/** A clock that stands on a chosen moment at start and runs on from there (the demo), or is moved by hand (tests). */
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
