import type { Inschrijving } from './leerling.ts';

/** An enrolment counts once it is realised; a parallel one beside it counts too (statuses of the school packages). */
const TELT = new Set(['gerealiseerd', 'parallel']);

/**
 * "Enrolled today", the one place that decides it.
 * @param respijtdagen days that access goes on after the last day, as the protocol says
 */
export function isActief(inschrijving: Inschrijving, vandaag: Temporal.PlainDate, respijtdagen: number): boolean {
  if (!TELT.has(inschrijving.status)) return false;
  // Days of ISO 8601 are in order as text.
  const dag = vandaag.toString();
  if (dag < inschrijving.van) return false;
  if (inschrijving.tot === null || dag <= inschrijving.tot) return true;
  const laatsteDag = Temporal.PlainDate.from(inschrijving.tot).add({ days: respijtdagen });
  return Temporal.PlainDate.compare(vandaag, laatsteDag) <= 0;
}
