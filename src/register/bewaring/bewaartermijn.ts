/** How long something is kept; the operator sets both, with the ground that docs/beheer.md gives. */
export interface Bewaartermijnen {
  /** A pupil, after the last day of the last enrolment. */
  zonderInschrijving: Temporal.Duration;
  /**
   * An account of who is nowhere enrolled, after its last sign-in (S0 and S1 art. 3, in the reading that the sentence speaks of our account too).
   * Null where the operator takes it to speak of the receiver's alone.
   */
  inactiefAccount: Temporal.Duration | null;
}

/**
 * Whatever happened before this day has lasted its term. A term of years ends with the day of the same name, which it still
 * holds whole (Gerechtelijk Wetboek art. 52 and 54): after a last sign-in on 23 November 2023, an account is kept up to and
 * with 23 November 2026. The 29th of February of a year without one is the 28th.
 */
export function bewaargrens(vandaag: Temporal.PlainDate, termijn: Temporal.Duration): Temporal.PlainDate {
  const isVoorbij = (dag: Temporal.PlainDate) => Temporal.PlainDate.compare(dag.add(termijn), vandaag) < 0;
  // Months differ in length, by three days at most: going back a term and forth again can end on another day.
  let grens = vandaag.subtract(termijn).subtract({ days: 4 });
  while (isVoorbij(grens)) grens = grens.add({ days: 1 });
  return grens;
}
