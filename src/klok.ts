/** The only source of time for our own rules: which protocol is in force, who is enrolled, when was it handed over. */
export interface Klok {
  nu(): Temporal.Instant;
  /** The calendar day in Brussels: terms of protocols and enrolments are counted in Belgian days. */
  vandaag(): Temporal.PlainDate;
}

export const TIJDZONE = 'Europe/Brussels';

function klok(nu: () => Temporal.Instant): Klok {
  return { nu, vandaag: () => nu().toZonedDateTimeISO(TIJDZONE).toPlainDate() };
}

export const systeemklok: Klok = klok(() => Temporal.Now.instant());

/** A clock that stands on a chosen moment at start and runs on from there (the demo), or is moved by hand (tests). */
export function zetbareKlok(begin: Temporal.Instant): Klok & { zet(moment: Temporal.Instant): void } {
  let verschil = begin.since(Temporal.Now.instant());
  return {
    ...klok(() => Temporal.Now.instant().add(verschil)),
    zet: (moment) => {
      verschil = moment.since(Temporal.Now.instant());
    },
  };
}
