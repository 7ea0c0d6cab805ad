/** How long something is kept. The operator sets both terms. docs/beheer.md gives their grounds. */
export interface Bewaartermijnen {
  /** For a pupil, after the last day of the last enrolment. */
  zonderInschrijving: Temporal.Duration;
  /**
   * For an account whose pupil is nowhere enrolled, after its last sign-in (S0 and S1 art. 3, read as also
   * about LeerID's account). Null where the operator reads the sentence as only about the receiver's account.
   */
  inactiefAccount: Temporal.Duration | null;
}

/**
 * Whatever happened before this day has lasted its term. A term of years ends with the day of the same date,
 * that whole day included (Gerechtelijk Wetboek art. 52 and 54). After a last sign-in on 23 November 2023, an
 * account is kept until the end of 23 November 2026. In a year without a 29 February, the 28th takes its
 * place.
 */
export function bewaargrens(vandaag: Temporal.PlainDate, termijn: Temporal.Duration): Temporal.PlainDate {
  const isVoorbij = (dag: Temporal.PlainDate) => Temporal.PlainDate.compare(dag.add(termijn), vandaag) < 0;
  // Months differ in length by three days at most, so going a term back and forward again can end on another
  // day.
  let grens = vandaag.subtract(termijn).subtract({ days: 4 });
  while (isVoorbij(grens)) grens = grens.add({ days: 1 });
  return grens;
}
